"""history.py SCRATCH PEOPLE SECONDS: two years of everybody's check-ins, then how long pages of them take."""
import sys

import halcyon
from load import here, measure, scratch, sql

people, seconds = int(sys.argv[2]), int(sys.argv[3])
READERS, DAYS, A_DAY = 20, 729, 3
name, port, pid = (scratch / "servers").read_text().split()
tokens = scratch / "halcyon.tokens"

signed_in = halcyon.sign_in(READERS)
for token in signed_in:
    halcyon.fill(token, DAYS, A_DAY)

# Everybody else's, with a text as long as theirs that nobody opens; day by day, as they would have come.
sql("select wellness.ensure_check_in_month(now() - make_interval(months => back)) from generate_series(0, 24) as back")
sql(f"create table public.crowd as select gen_random_uuid() as id, n from generate_series(1, {people - READERS}) as n")
for back in range(DAYS, 0, -1):
    sql(f"""
insert into wellness.check_ins (id, user_id, occurred_at, created_at, mood_score, energy_level, emotion_tags, content, has_journal,
    crisis_risk_level, crisis_risk_score, crisis_flagged)
select gen_random_uuid(), crowd.id, moment, moment, 1 + (crowd.n + part) % 10, 1 + (crowd.n + {back}) % 10, array['calm', 'tired'],
    decode(repeat('5a', 260), 'hex'), true, 'low', 0.1, false
from generate_series(0, {A_DAY - 1}) as part
cross join lateral (select date_trunc('day', now()) - interval '{back} days' + part * interval '6 hours' + interval '8 hours' as day_part) as d
cross join public.crowd
cross join lateral (select day_part + crowd.n * interval '1 second' as moment) as m""")
sql("vacuum analyze wellness.check_ins")
sql("checkpoint")
rows = sql("select count(*) from wellness.check_ins")
size = sql("select pg_size_pretty(sum(pg_total_relation_size(inhrelid))) from pg_inherits where inhparent = 'wellness.check_ins'::regclass")
print(f"{rows} check-ins, {size}")
tokens.write_text("\n".join(halcyon.sign_in(READERS)))
print(f"{'GET':44}{'at once':>8}{'per second':>12}{'p50 ms':>9}{'p99 ms':>9}{'worst ms':>10}{'server us':>11}{'database us':>13}{'errors':>8}")
for what in ["/v1/checkins?limit=30", "/v1/checkins?limit=30&start_date=2025-03-01&end_date=2025-04-30", "/v1/checkins/calendar?year=2026", "/v1/insights/weekly", "/v1/insights/patterns"]:
    for connections in (1, 8):
        run = measure(here / "get.lua", port, pid, tokens, connections, seconds, what)
        print(f"{what.removeprefix('/v1')[:43]:44}{connections:8}{run['rps']:12.0f}{run['p50_ms']:9.2f}{run['p99_ms']:9.2f}{run['max_ms']:10.1f}"
              f"{run['server_us']:11.0f}{run['database_us']:13.0f}{run['errors']:8}", flush=True)

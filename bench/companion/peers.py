"""peers.py SCRATCH ROUNDS SECONDS: list and create against each server in turn, and a table of medians."""
import statistics
import subprocess
import sys
import time

import halcyon
from load import api, measure, scratch, sql

rounds, seconds = int(sys.argv[2]), int(sys.argv[3])
servers = [line.split() for line in (scratch / "servers").read_text().splitlines()]
peer_tokens = scratch / "run/tokens.txt"
own_tokens = scratch / "halcyon.tokens"
CALLS = ["health", "list", "create"]
# Fewer than the peers' thousand: signing in is made slow on purpose.
PEOPLE = 300

first = halcyon.sign_in(PEOPLE)
for token in first:
    halcyon.fill(token, 90, 1)
# The peers' thousand people have ninety rows each. Those of the others are never opened, only in the way.
sql(f"""
insert into wellness.check_ins
select gen_random_uuid(), others.id, c.occurred_at, c.created_at, c.updated_at, c.deleted_at, c.mood_score, c.energy_level, c.anxiety_level,
    c.stress_level, c.sensory_load, c.executive_function, c.masking_level, c.sleep_hours, c.location, c.social, c.emotion_tags, c.body_scan,
    c.content, c.has_journal, c.voice_blob_id, c.voice_content_type, c.journal_sentiment, c.ai_emotion_primary, c.ai_emotion_secondary,
    c.ai_confidence, c.crisis_risk_level, c.crisis_risk_score, c.crisis_flagged
from wellness.check_ins c
join (select id as owner, row_number() over (order by id) as place from (select distinct user_id as id from wellness.check_ins) as those) as owners on owners.owner = c.user_id
join (select id, 1 + row_number() over (order by id) % {PEOPLE} as place from accounts.users where id not in (select user_id from wellness.check_ins)) as others on others.place = owners.place
order by c.occurred_at, others.id;
create table public.seeded as select id, occurred_at from wellness.check_ins;
""")
sql("vacuum analyze")
signed_in = 0


def prepare(name, call):
    global signed_in
    if name != "halcyon":
        subprocess.run([api / "db.sh", "reset"], check=True, capture_output=True)
        return
    if time.time() - signed_in > 500:
        own_tokens.write_text("\n".join(halcyon.sign_in(PEOPLE)))
        signed_in = time.time()
    if call != "health":
        sql("delete from wellness.check_ins c where not exists (select from public.seeded s where (s.id, s.occurred_at) = (c.id, c.occurred_at))")
        sql("vacuum analyze wellness.check_ins")
        sql("checkpoint")


measured = {}
for _ in range(rounds):
    for call in CALLS:
        for name, port, pid in servers:
            prepare(name, call)
            tokens = own_tokens if name == "halcyon" else peer_tokens
            measured.setdefault((call, name), []).append(measure(api / f"load/{call}.lua", port, pid, tokens, 64, seconds))

print(f"{'call':8}{'server':9}{'per second':>24}{'p50 ms':>9}{'p99 ms':>9}{'server us':>11}{'database us':>13}{'RSS MB':>8}{'errors':>8}")
for (call, name), runs in measured.items():
    def median(key):
        return statistics.median(run[key] for run in runs)
    rates = [run["rps"] for run in runs]
    spread = f"{median('rps'):.0f} ({min(rates):.0f}-{max(rates):.0f})"
    print(f"{call:8}{name:9}{spread:>24}{median('p50_ms'):9.2f}{median('p99_ms'):9.2f}{median('server_us'):11.0f}"
          f"{median('database_us'):13.0f}{median('rss_mb'):8.0f}{sum(run['errors'] for run in runs):8}")

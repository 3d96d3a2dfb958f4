-- Why: of two that make the same month at once, the second looked for it in what its session remembered of the catalogue and
-- failed. It now reads the catalogue itself, and nobody's check-in waits long for a month: the rest takes it.
create or replace function wellness.ensure_check_in_month(moment timestamptz) returns void language plpgsql as $$
declare
    first_day date := date_trunc('month', moment at time zone 'UTC')::date;
    starts timestamptz := first_day::timestamp at time zone 'UTC';
    ends timestamptz := (first_day + interval '1 month')::timestamp at time zone 'UTC';
    name text := 'check_ins_' || to_char(first_day, 'YYYY_MM');
begin
    if to_regclass('wellness.' || name) is not null then
        return;
    end if;
    perform set_config('lock_timeout', '2s', true);
    perform pg_advisory_xact_lock(hashtext('wellness.check_ins'));
    if exists (select from pg_class where relnamespace = 'wellness'::regnamespace and relname = name) then
        return;
    end if;
    -- No row may come into the rest between moving those of the month and attaching it.
    lock table wellness.check_ins_rest in share row exclusive mode;
    execute format('create table wellness.%I (like wellness.check_ins including defaults including constraints)', name);
    execute format(
        'with moved as (delete from wellness.check_ins_rest where occurred_at >= %L and occurred_at < %L returning *)
         insert into wellness.%I select * from moved', starts, ends, name);
    execute format('alter table wellness.check_ins attach partition wellness.%I for values from (%L) to (%L)', name, starts, ends);
end
$$;

-- Why: detail older than two years is dropped unless the person keeps it for ever; its months stay as numbers, without words.
create table wellness.check_in_months (
    user_id uuid not null,
    month date not null constraint check_in_months_month_ck check (extract(day from month) = 1),
    check_ins integer not null constraint check_in_months_count_ck check (check_ins > 0),
    mood_average double precision not null,
    mood_lowest smallint not null,
    mood_highest smallint not null,
    energy_average double precision not null,
    anxiety_average double precision,
    stress_average double precision,
    sleep_hours_average double precision,
    primary key (user_id, month)
);

create table wellness.check_in_settings (
    user_id uuid primary key,
    keep_for_ever boolean not null,
    updated_at timestamptz not null
);

-- Why: a week that is over is worked out once and looked at often. The numbers and fixed words are as plain as the check-ins
-- they come from; what a person typed is in none of them. `source_stamp` tells whether the week's check-ins changed since.
create table wellness.weekly_summaries (
    user_id uuid not null,
    week_of date not null constraint weekly_summaries_monday_ck check (extract(isodow from week_of) = 1),
    total_checkins integer not null constraint weekly_summaries_total_ck check (total_checkins >= 0),
    average_mood_score double precision constraint weekly_summaries_mood_ck check (average_mood_score between 1 and 10),
    average_energy_level double precision constraint weekly_summaries_energy_ck check (average_energy_level between 1 and 10),
    mood_trend text not null
        constraint weekly_summaries_trend_ck check (mood_trend in ('improving', 'stable', 'declining', 'not_enough_data')),
    facts jsonb not null,
    narrative text not null,
    source_stamp text not null,
    computed_at timestamptz not null,
    primary key (user_id, week_of)
);

-- Views that a person does not want to see.
create table wellness.insight_settings (
    user_id uuid primary key,
    hidden text[] not null,
    updated_at timestamptz not null
);

-- When each person's week is next over; taken with a lock, so that several servers send one message.
create table wellness.weekly_due (
    user_id uuid primary key,
    due_at timestamptz not null
);

create index weekly_due_ix on wellness.weekly_due (due_at);

create table wellness.user_achievements (
    user_id uuid not null,
    type varchar(100) not null,
    achieved_at timestamptz not null,
    metadata jsonb not null,
    primary key (user_id, type)
);

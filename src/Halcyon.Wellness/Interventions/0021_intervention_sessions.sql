-- Why: what was tried, in what moment, and whether it helped. The moment is kept as the numbers that the choice was made by,
-- so that learning needs no other table. What a person writes is under their key.
create table wellness.intervention_sessions (
    id uuid primary key,
    user_id uuid not null,
    intervention_id text not null references wellness.interventions (id),
    check_in_id uuid,
    started_at timestamptz not null,
    ended_at timestamptz,
    duration_actual_seconds integer constraint intervention_sessions_duration_ck check (duration_actual_seconds between 0 and 86400),
    was_completed boolean not null,
    was_skipped boolean not null,
    effectiveness_rating smallint constraint intervention_sessions_rating_ck check (effectiveness_rating between 1 and 5),
    feedback_tags text[] not null,
    feedback_text bytea,
    emotion text,
    energy_level smallint constraint intervention_sessions_energy_ck check (energy_level between 1 and 10),
    time_of_day text not null
        constraint intervention_sessions_time_ck check (time_of_day in ('morning', 'afternoon', 'evening', 'night')),
    context_version smallint not null,
    context real[] not null,
    predicted_effectiveness double precision,
    actual_effectiveness double precision constraint intervention_sessions_actual_ck check (actual_effectiveness between 0 and 1),
    -- What was learnt from: actual minus expected. Null until then, and where nothing could be learnt.
    learning_signal double precision,
    constraint intervention_sessions_end_ck check ((ended_at is not null) = (was_completed or was_skipped) and not (was_completed and was_skipped))
);

create index intervention_sessions_user_ix on wellness.intervention_sessions (user_id, started_at desc);
create index intervention_sessions_effect_ix on wellness.intervention_sessions (intervention_id, was_completed, effectiveness_rating);

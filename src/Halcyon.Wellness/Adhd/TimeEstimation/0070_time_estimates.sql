-- Why: what somebody guessed and what it took, from which their own bias is learnt. The task is their words, under their key;
-- minutes are plain, so that what was learnt is one sum over rows and exact after every deletion.
create table wellness.time_estimates (
    id uuid primary key,
    user_id uuid not null,
    task bytea not null,
    estimated_minutes double precision not null constraint time_estimates_estimated_ck check (estimated_minutes between 1 and 1440),
    actual_minutes double precision constraint time_estimates_actual_ck check (actual_minutes between 0.1 and 10080),
    started_at timestamptz not null,
    finished_at timestamptz,
    deleted_at timestamptz,
    constraint time_estimates_finished_ck check ((actual_minutes is null) = (finished_at is null))
);

create index time_estimates_user_ix on wellness.time_estimates (user_id, id desc);
create index time_estimates_deleted_ix on wellness.time_estimates (deleted_at) where deleted_at is not null;

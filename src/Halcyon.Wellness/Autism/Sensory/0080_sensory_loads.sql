-- Why: how loud, bright and crowded a moment was, logged in one tap. Numbers and fixed words are plain, so that what comes
-- before overload can be found; what a person types is under their own key. Check-ins with a sensory load belong to the same
-- history and stay where they are.
create table wellness.sensory_loads (
    -- Version 7 of occurred_at, as of check-ins: one order for both.
    id uuid primary key,
    user_id uuid not null,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    deleted_at timestamptz,
    load smallint not null constraint sensory_loads_load_ck check (load between 1 and 10),
    channels jsonb,
    place text constraint sensory_loads_place_ck check (place in ('home', 'work', 'school', 'social', 'other')),
    note bytea
);

create index sensory_loads_user_ix on wellness.sensory_loads (user_id, occurred_at desc, id desc);
create index sensory_loads_deleted_ix on wellness.sensory_loads (deleted_at) where deleted_at is not null;

-- Whether somebody has been told of the present rise already: one message for each, however many entries follow.
create table wellness.sensory_warnings (
    user_id uuid primary key,
    raised_at timestamptz
);

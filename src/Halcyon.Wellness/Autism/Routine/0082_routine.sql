-- Why: a day that somebody can foresee, and word in good time when it will differ. Names and texts are under the person's key;
-- times stay plain, because the clock has to find them. Ids are the device's own, so a person's rows are only ever theirs.
create table wellness.routine_items (
    user_id uuid not null,
    id uuid not null,
    position smallint not null constraint routine_items_position_ck check (position >= 0),
    name bytea not null,
    at time not null,
    minutes smallint constraint routine_items_minutes_ck check (minutes between 1 and 1440),
    -- 1 Monday to 7 Sunday.
    weekdays smallint[] not null
        constraint routine_items_weekdays_ck check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]),
    remind boolean not null,
    window_minutes smallint not null constraint routine_items_window_ck check (window_minutes between 5 and 720),
    -- Since when it is planned as it is: before that, nothing was missed and nothing is counted.
    timing_since timestamptz not null,
    removed_at timestamptz,
    primary key (user_id, id)
);

create table wellness.routine_marks (
    user_id uuid not null,
    item_id uuid not null,
    day date not null,
    state text not null constraint routine_marks_state_ck check (state in ('done', 'skipped')),
    marked_at timestamptz not null,
    primary key (user_id, item_id, day),
    foreign key (user_id, item_id) references wellness.routine_items (user_id, id) on delete cascade
);

create index routine_marks_day_ix on wellness.routine_marks (user_id, day);

create table wellness.routine_changes (
    id uuid primary key,
    user_id uuid not null,
    day date not null,
    item_id uuid,
    kind text not null constraint routine_changes_kind_ck check (kind in ('cancelled', 'moved', 'replaced', 'added')),
    -- What will be instead, in the person's words.
    what bytea,
    new_time time,
    created_at timestamptz not null,
    deleted_at timestamptz,
    constraint routine_changes_item_ck check ((kind = 'added') = (item_id is null)),
    constraint routine_changes_moved_ck check (kind <> 'moved' or new_time is not null),
    foreign key (user_id, item_id) references wellness.routine_items (user_id, id) on delete cascade
);

create index routine_changes_user_ix on wellness.routine_changes (user_id, day);

-- When there is next something to look at for a person; taken with a lock, so that several servers tell it once.
create table wellness.routine_due (
    user_id uuid primary key,
    due_at timestamptz not null
);

create index routine_due_ix on wellness.routine_due (due_at);

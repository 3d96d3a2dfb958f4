-- Why: somebody sets out to work on one thing and asks to be told when to surface. The reminders themselves are notifications,
-- written ahead when it begins and taken back when it ends: a restart neither drops nor doubles one.
create table wellness.focus_sessions (
    id uuid primary key,
    user_id uuid not null,
    started_at timestamptz not null,
    planned_minutes smallint constraint focus_sessions_planned_ck check (planned_minutes between 5 and 240),
    remind_every_minutes smallint constraint focus_sessions_every_ck check (remind_every_minutes between 10 and 120),
    holds_others boolean not null,
    ended_at timestamptz
);

create index focus_sessions_user_ix on wellness.focus_sessions (user_id, id desc);
create unique index focus_sessions_open_uq on wellness.focus_sessions (user_id) where ended_at is null;

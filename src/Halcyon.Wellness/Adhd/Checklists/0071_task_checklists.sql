-- Why: a task with its steps, kept because its person asked for that. All words are one document under their key.
create table wellness.task_checklists (
    id uuid primary key,
    user_id uuid not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    document bytea not null,
    deleted_at timestamptz
);

create index task_checklists_user_ix on wellness.task_checklists (user_id, id desc);
create index task_checklists_deleted_ix on wellness.task_checklists (deleted_at) where deleted_at is not null;

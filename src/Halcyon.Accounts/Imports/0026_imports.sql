-- Why: an export of another Halcyon is taken in by a worker; its file is removed as soon as that is done.
-- Cost: new table.
create table accounts.imports (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    status text not null constraint imports_status_ck check (status in ('queued', 'running', 'completed', 'failed')),
    progress double precision not null default 0 constraint imports_progress_ck check (progress >= 0 and progress <= 1),
    error text,
    created_at timestamptz not null,
    completed_at timestamptz,
    size_bytes bigint not null,
    blob_id uuid,
    constraint imports_times_ck check ((completed_at is not null) = (status in ('completed', 'failed'))),
    constraint imports_error_ck check ((error is not null) = (status = 'failed'))
);

create index imports_user_ix on accounts.imports (user_id, created_at desc);
create unique index imports_one_unfinished_uq on accounts.imports (user_id) where status in ('queued', 'running');

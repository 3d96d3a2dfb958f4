-- Why: a copy of everything about somebody is made by a worker, kept for a week under their own key, and handed out by a ticket
-- that works once. At most one is being made for each person.
-- Cost: new tables.
create table accounts.exports (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    status text not null constraint exports_status_ck check (status in ('queued', 'running', 'completed', 'failed', 'expired')),
    progress double precision not null default 0 constraint exports_progress_ck check (progress >= 0 and progress <= 1),
    created_at timestamptz not null,
    completed_at timestamptz,
    expires_at timestamptz,
    size_bytes bigint,
    blob_id uuid,
    constraint exports_file_ck check ((status = 'completed') = (blob_id is not null)),
    constraint exports_times_ck check ((completed_at is not null) = (status in ('completed', 'failed', 'expired')))
);

create index exports_user_ix on accounts.exports (user_id, created_at desc);
create unique index exports_one_unfinished_uq on accounts.exports (user_id) where status in ('queued', 'running');
create index exports_expires_ix on accounts.exports (expires_at) where status = 'completed';

create table accounts.export_tickets (
    ticket_sha256 bytea primary key constraint export_tickets_sha256_ck check (octet_length(ticket_sha256) = 32),
    export_id uuid not null references accounts.exports (id) on delete cascade,
    expires_at timestamptz not null
);

create index export_tickets_export_ix on accounts.export_tickets (export_id);

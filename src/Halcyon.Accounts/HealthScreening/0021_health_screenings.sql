-- Why: what makes light, sound or intensity unsafe for somebody. The answers are health data: one document under the person's
-- own key. Only the answers that hold are kept; that they were changed, and when, is in the audit trail.
-- Cost: new table.
create table accounts.health_screenings (
    user_id uuid primary key references accounts.users (id) on delete cascade,
    document bytea not null,
    completed_at timestamptz not null
);

-- Why: who somebody is beyond their address. Names, birth and conditions are one document under the person's own key, so that
-- neither an operator nor a backup reads them.
-- Cost: new table.
create table accounts.profiles (
    user_id uuid primary key references accounts.users (id) on delete cascade,
    document bytea not null,
    updated_at timestamptz not null
);

-- Why: every account has a data key of its own, so that erasing the account destroys what it protected, in backups too.
-- A destroyed key leaves its row: the same account must never silently get a new key.
create table platform.user_key (
    user_id uuid primary key,
    wrapped_key bytea,
    created_at timestamptz not null default now(),
    destroyed_at timestamptz,
    constraint user_key_destroyed_ck check ((wrapped_key is null) = (destroyed_at is not null))
);

-- Keys of the web framework's own tokens, shared by all processes. The element is encrypted under the master key.
create table platform.data_protection_key (
    name text primary key,
    element bytea not null,
    created_at timestamptz not null default now()
);

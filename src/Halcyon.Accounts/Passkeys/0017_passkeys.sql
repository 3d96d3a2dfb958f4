-- Why: signing in with a passkey (WebAuthn). Only what verifying a signature takes is kept; nothing tells the make of a device.
-- Cost: new tables.
create table accounts.passkeys (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    credential_id bytea not null constraint passkeys_credential_id_uq unique
        constraint passkeys_credential_id_ck check (octet_length(credential_id) between 1 and 1023),
    name text not null constraint passkeys_name_ck check (char_length(name) between 1 and 120),
    public_key bytea not null,
    sign_count bigint not null constraint passkeys_sign_count_ck check (sign_count between 0 and 4294967295),
    transports text[] not null,
    is_backup_eligible boolean not null,
    is_backed_up boolean not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);

create index passkeys_user_id_ix on accounts.passkeys (user_id);

-- A challenge that was answered once, rightly or not. Kept until it would have run out anyway.
create table accounts.answered_challenges (
    id uuid primary key,
    expires_at timestamptz not null
);

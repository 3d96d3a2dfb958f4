-- Why: a code from an app beside the password (RFC 6238), and ten single-use codes for the day the telephone is lost.
-- The secret is encrypted under its owner's key. Recovery codes are 80 random bits, so a plain hash of them cannot be searched.
-- Cost: new tables.
create table accounts.totp (
    user_id uuid primary key references accounts.users (id) on delete cascade,
    secret bytea not null,
    created_at timestamptz not null,
    -- Null until the first code has shown that the app has the secret; till then it is not asked for.
    confirmed_at timestamptz,
    -- The latest 30-second step whose code was accepted: it and all before it are spent.
    last_step bigint,
    constraint totp_confirmed_step_ck check ((confirmed_at is null) = (last_step is null))
);

create table accounts.recovery_codes (
    user_id uuid not null references accounts.users (id) on delete cascade,
    code_sha256 bytea not null constraint recovery_codes_code_sha256_ck check (octet_length(code_sha256) = 32),
    used_at timestamptz,
    primary key (user_id, code_sha256)
);

-- Why: a sign-in lives on by refresh tokens that are each used once. Only their SHA-256 is kept.
-- All tokens of one sign-in form a session (the token family), revoked as a whole.
create table accounts.sessions (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    created_at timestamptz not null,
    revoked_at timestamptz,
    revoked_because text constraint sessions_revoked_because_ck check (revoked_because in ('logout', 'reuse')),
    constraint sessions_revoked_pair_ck check ((revoked_at is null) = (revoked_because is null))
);

create index sessions_user_id_ix on accounts.sessions (user_id);
create index sessions_revoked_at_ix on accounts.sessions (revoked_at) where revoked_at is not null;

create table accounts.refresh_tokens (
    token_sha256 bytea primary key constraint refresh_tokens_token_sha256_ck check (octet_length(token_sha256) = 32),
    session_id uuid not null references accounts.sessions (id) on delete cascade,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    -- With the token itself, which we do not have, this gives its successor again; useless alone.
    successor_nonce bytea constraint refresh_tokens_successor_nonce_ck check (octet_length(successor_nonce) = 32),
    constraint refresh_tokens_lifetime_ck check (expires_at > issued_at)
);

create index refresh_tokens_session_id_ix on accounts.refresh_tokens (session_id);

-- Wrong passwords are counted for addresses that exist and for those that do not, so that a lock tells neither apart.
create table accounts.sign_in_attempts (
    email_sha256 bytea primary key constraint sign_in_attempts_email_sha256_ck check (octet_length(email_sha256) = 32),
    failed_count integer not null constraint sign_in_attempts_failed_count_ck check (failed_count > 0),
    last_attempt_at timestamptz not null,
    locked_until timestamptz
);

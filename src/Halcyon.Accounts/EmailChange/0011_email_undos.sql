-- Why: whoever takes over an account changes its address first. The old address gets a link that gives the account back,
-- which must outlive every other change, so it is kept here and not bound to the account's security stamp.
create table accounts.email_undos (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    token_sha256 bytea not null constraint email_undos_token_sha256_uq unique
        constraint email_undos_token_sha256_ck check (octet_length(token_sha256) = 32),
    old_email text not null,
    expires_at timestamptz not null
);

create index email_undos_user_id_ix on accounts.email_undos (user_id);
create index email_undos_expires_at_ix on accounts.email_undos (expires_at);

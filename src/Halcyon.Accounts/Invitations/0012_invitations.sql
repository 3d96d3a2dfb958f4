-- Why: an administrator opens accounts for others, who choose their own password. Only the SHA-256 of the link's token is kept.
create table accounts.invitations (
    id uuid primary key,
    email text not null constraint invitations_email_ck check (char_length(email) between 3 and 254),
    normalized_email text not null constraint invitations_normalized_email_uq unique,
    display_name text constraint invitations_display_name_ck check (char_length(display_name) between 1 and 120),
    roles text[] not null,
    token_sha256 bytea not null constraint invitations_token_sha256_uq unique
        constraint invitations_token_sha256_ck check (octet_length(token_sha256) = 32),
    invited_by uuid references accounts.users (id) on delete set null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create index invitations_invited_by_ix on accounts.invitations (invited_by);
create index invitations_expires_at_ix on accounts.invitations (expires_at);

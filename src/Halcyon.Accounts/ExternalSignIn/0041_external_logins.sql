-- Why: an account may be signed in to through an OpenID Connect provider. Only issuer and subject say who it is there; the
-- address is kept so that the person recognises which login it is, and may go stale.
-- Cost: new table.
create table accounts.external_logins (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    issuer text not null constraint external_logins_issuer_ck check (char_length(issuer) between 1 and 2000),
    subject text not null constraint external_logins_subject_ck check (char_length(subject) between 1 and 255),
    email text constraint external_logins_email_ck check (char_length(email) <= 254),
    created_at timestamptz not null,
    last_used_at timestamptz,
    constraint external_logins_identity_uq unique (issuer, subject)
);

create index external_logins_user_id_ix on accounts.external_logins (user_id);

-- Why: a person lets a therapist see chosen parts of theirs, for as long as they like. The therapist is known by an address
-- until an account with that verified address accepts.
-- Cost: new tables.
create table accounts.therapist_shares (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    therapist_email text not null constraint therapist_shares_email_ck check (char_length(therapist_email) between 3 and 254),
    normalized_email text not null,
    therapist_id uuid references accounts.users (id) on delete cascade,
    check_ins boolean not null,
    journals boolean not null,
    interventions boolean not null,
    summaries boolean not null,
    recordings boolean not null,
    granted_at timestamptz not null,
    expires_at timestamptz,
    accepted_at timestamptz,
    ended_at timestamptz,
    ended_because text constraint therapist_shares_ended_because_ck check (ended_because in ('declined', 'revoked', 'expired')),
    last_accessed_at timestamptz,
    constraint therapist_shares_expires_ck check (expires_at > granted_at),
    constraint therapist_shares_accepted_pair_ck check ((accepted_at is null) = (therapist_id is null)),
    constraint therapist_shares_ended_pair_ck check ((ended_at is null) = (ended_because is null))
);

-- One open share for each therapist; those that ended stay, for the client to see what was looked at.
create unique index therapist_shares_open_uq on accounts.therapist_shares (user_id, normalized_email) where ended_at is null;
create index therapist_shares_user_ix on accounts.therapist_shares (user_id, granted_at desc);
create index therapist_shares_therapist_ix on accounts.therapist_shares (therapist_id) where therapist_id is not null;
create index therapist_shares_invited_ix on accounts.therapist_shares (normalized_email, granted_at) where ended_at is null;

-- What a therapist looked at. Also in the audit; this is the client's own list of one share.
create table accounts.therapist_accesses (
    id uuid primary key,
    share_id uuid not null references accounts.therapist_shares (id) on delete cascade,
    occurred_at timestamptz not null,
    section text not null,
    resource text
);

create index therapist_accesses_share_ix on accounts.therapist_accesses (share_id, id desc);

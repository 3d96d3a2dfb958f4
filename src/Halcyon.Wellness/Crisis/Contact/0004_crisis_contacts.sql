-- Why: somebody whom a person named beforehand, to be told in a crisis. Name, address and telephone are under the person's
-- key; without consented_at nobody is ever told.
create table wellness.crisis_contacts (
    user_id uuid primary key,
    document bytea not null,
    consented_at timestamptz,
    automatic_since timestamptz,
    updated_at timestamptz not null,
    constraint crisis_contacts_automatic_ck check (automatic_since is null or consented_at is not null)
);

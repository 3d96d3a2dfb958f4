-- Why: what somebody agreed to, in which words (version), and when they changed their mind. A row is never changed: the newest
-- of a purpose holds, the others are the history. They go only with the account.
-- Cost: new table.
create table accounts.consents (
    id uuid primary key,
    user_id uuid not null references accounts.users (id) on delete cascade,
    purpose text not null constraint consents_purpose_ck check (purpose in ('data_sharing', 'research_participation', 'therapist_sharing')),
    version integer not null constraint consents_version_ck check (version > 0),
    granted boolean not null,
    changed_at timestamptz not null
);

create index consents_user_purpose_ix on accounts.consents (user_id, purpose, changed_at desc, id desc);

create function accounts.refuse_consent_change() returns trigger language plpgsql as $$
begin
    raise exception 'A consent is not changed: add the next one.' using errcode = 'insufficient_privilege';
end
$$;

create trigger consents_not_changed before update on accounts.consents
    for each statement execute function accounts.refuse_consent_change();

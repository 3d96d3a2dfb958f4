-- Why: who saw or changed what, in a keyed chain of hashes that shows any later change.
-- What an entry tells of a person (address, details) is sealed under that person's key: destroying the key at erasure
-- makes it unreadable, and the chain, which is over the sealed bytes, still holds. Entries about nobody are in clear.
create table platform.audit_entry (
    sequence bigint primary key,
    occurred_at timestamptz not null,
    action text not null,
    actor_id uuid,
    subject_id uuid,
    resource text,
    outcome text not null constraint audit_entry_outcome_ck check (outcome in ('success', 'refused', 'failed')),
    details jsonb,
    ip_address text,
    sealed_details bytea,
    sealed_ip_address bytea,
    correlation_id text,
    hash bytea not null constraint audit_entry_hash_ck check (octet_length(hash) = 32)
);

-- Every filter of the search page is followed by the page's own order, so that a page costs its rows and no more.
create index audit_entry_occurred_at_idx on platform.audit_entry (occurred_at, sequence);
create index audit_entry_subject_idx on platform.audit_entry (subject_id, occurred_at, sequence) where subject_id is not null;
create index audit_entry_actor_idx on platform.audit_entry (actor_id, occurred_at, sequence) where actor_id is not null;
create index audit_entry_action_idx on platform.audit_entry (action, occurred_at, sequence);
create index audit_entry_outcome_idx on platform.audit_entry (outcome, occurred_at, sequence) where outcome <> 'success';

-- The head makes appends take turns, and shows when rows were cut off the end: nobody without the key can seal a shorter one.
create table platform.audit_head (
    only_row boolean primary key default true constraint audit_head_only_row_ck check (only_row),
    sequence bigint not null,
    hash bytea not null,
    seal bytea,
    -- The chain's key under the master key; made by the first append.
    wrapped_key bytea
);

insert into platform.audit_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));

-- Entries leave in one way only: `halcyon audit archive`, which says so in its own transaction and leaves a row in audit_archive.
create function platform.refuse_audit_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('halcyon.audit_archiving', true) = 'on' then
        return null;
    end if;
    raise exception 'The audit log is append-only.' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_append_only before update or delete or truncate on platform.audit_entry
    for each statement execute function platform.refuse_audit_change();

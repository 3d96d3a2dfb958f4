-- Why: who saw or changed what, in a chain of hashes that shows any later change.
-- The head row makes appends take turns, and shows when rows were cut off the end.
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
    correlation_id text,
    hash bytea not null constraint audit_entry_hash_ck check (octet_length(hash) = 32)
);

create index audit_entry_subject_idx on platform.audit_entry (subject_id, sequence desc) where subject_id is not null;
create index audit_entry_actor_idx on platform.audit_entry (actor_id, sequence desc) where actor_id is not null;

create table platform.audit_head (
    only_row boolean primary key default true constraint audit_head_only_row_ck check (only_row),
    sequence bigint not null,
    hash bytea not null
);

insert into platform.audit_head (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));

create function platform.refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log is append-only.' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_append_only before update or delete or truncate on platform.audit_entry
    for each statement execute function platform.refuse_audit_change();

-- Why: after six years entries may leave the database for a file. The row says where the rest of the chain begins and what
-- the file held, sealed with the chain's key.
create table platform.audit_archive (
    last_sequence bigint primary key,
    last_hash bytea not null constraint audit_archive_last_hash_ck check (octet_length(last_hash) = 32),
    entries bigint not null constraint audit_archive_entries_ck check (entries > 0),
    file_name text not null,
    file_sha256 bytea not null constraint audit_archive_file_sha256_ck check (octet_length(file_sha256) = 32),
    archived_at timestamptz not null,
    seal bytea not null
);

-- The last time that somebody, or the nightly job, read the whole chain.
create table platform.audit_verification (
    only_row boolean primary key default true constraint audit_verification_only_row_ck check (only_row),
    verified_at timestamptz not null,
    entries bigint not null,
    last_sequence bigint not null,
    fault text
);

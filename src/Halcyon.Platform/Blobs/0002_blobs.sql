-- Why: says which encrypted file in the data folder belongs to whom, and what its plain bytes are.
create table platform.blob (
    id uuid primary key,
    owner_id uuid not null,
    sha256 bytea not null constraint blob_sha256_ck check (octet_length(sha256) = 32),
    length_bytes bigint not null constraint blob_length_ck check (length_bytes >= 0),
    created_at timestamptz not null default now()
);

create index blob_owner_idx on platform.blob (owner_id);

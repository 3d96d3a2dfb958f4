-- Why: a client that lost the answer to a creating call may repeat it with the same Idempotency-Key
-- and gets the first answer again. The answer is kept under its owner's key for 24 hours.
create table recordings.idempotency_key (
    owner_id uuid not null,
    operation text not null,
    key text not null,
    fingerprint bytea not null
        constraint idempotency_key_fingerprint_ck check (octet_length(fingerprint) = 32),
    recording_id uuid not null references recordings.recording (id) on delete cascade,
    location text not null,
    status integer not null,
    response_protected bytea not null,
    created_at timestamp with time zone not null,
    primary key (owner_id, operation, key)
);

create index idempotency_key_recording_ix on recordings.idempotency_key (recording_id);
create index idempotency_key_created_ix on recordings.idempotency_key using brin (created_at);

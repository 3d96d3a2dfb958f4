-- Why: a creating call that is repeated, by a phone that lost the answer or by two at once, makes one thing and names it again.
-- In a table of its own: a unique constraint on a partitioned table would have to hold the time too.
create table wellness.creations (
    user_id uuid not null,
    key text not null,
    fingerprint bytea not null constraint creations_fingerprint_ck check (octet_length(fingerprint) = 32),
    thing_id uuid not null,
    thing_at timestamptz not null,
    created_at timestamptz not null,
    primary key (user_id, key)
);

create index creations_created_ix on wellness.creations using brin (created_at);

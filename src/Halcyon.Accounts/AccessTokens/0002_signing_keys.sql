-- Why: access tokens outlive a restart and are checked by every node, so their keys live in the database.
-- The private part is wrapped by the master key. Several keys verify; the newest signs.
create table accounts.signing_keys (
    kid text primary key constraint signing_keys_kid_ck check (char_length(kid) = 43),
    wrapped_private_key bytea not null,
    created_at timestamptz not null
);

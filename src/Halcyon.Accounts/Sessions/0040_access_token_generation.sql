-- Why: an access token carries its account's roles for 15 minutes. When the roles change, tokens of the generation before
-- are refused on every node at once. A number, not a time: the clocks of two nodes differ.
-- Cost: two nullable or constant columns, no table rewrite. Roll forward only.
alter table accounts.users
    add column access_token_generation integer not null default 0,
    add column access_tokens_revoked_at timestamptz;

-- A node that starts or reconnects reads the changes it did not hear of.
create index users_access_tokens_revoked_at_ix on accounts.users (access_tokens_revoked_at) where access_tokens_revoked_at is not null;

-- Why: an account that is to be erased keeps working for some days, so that its owner can change their mind.
-- Cost: nullable column, no table rewrite.
alter table accounts.users add column erase_after timestamptz;

create index users_erase_after_ix on accounts.users (erase_after) where erase_after is not null;

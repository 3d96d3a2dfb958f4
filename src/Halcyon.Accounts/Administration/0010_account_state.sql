-- Why: an administrator can close an account without erasing it, and sees which ones are used.
-- Cost: nullable columns, no table rewrite. Roll forward only.
alter table accounts.users
    add column disabled_at timestamptz,
    add column last_sign_in_at timestamptz;

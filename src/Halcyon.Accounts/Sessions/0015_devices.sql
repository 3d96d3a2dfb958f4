-- Why: a person looks over where they are signed in and ends what they do not know. Of the browser's own words only a short
-- label is kept; address and time are those of the last refresh.
-- Cost: constant defaults, no table rewrite. Sessions that are open get "Unknown device" until they end.
alter table accounts.sessions
    add column device text not null default 'Unknown device'
        constraint sessions_device_ck check (char_length(device) between 1 and 200),
    add column ip_address inet,
    add column method text not null default 'password'
        constraint sessions_method_ck check (method in ('password', 'passkey', 'oidc', 'registration', 'invitation', 'guest')),
    add column last_used_at timestamptz;

update accounts.sessions set last_used_at = created_at;

alter table accounts.sessions
    alter column last_used_at set not null,
    drop constraint sessions_revoked_because_ck,
    add constraint sessions_revoked_because_ck check (revoked_because in
        ('logout', 'reuse', 'device', 'everywhere', 'password', 'mfa', 'administrator', 'erasure'));

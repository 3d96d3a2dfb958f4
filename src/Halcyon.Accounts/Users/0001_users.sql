-- Why: one account per person; every other module knows it by its id only.
-- Cost: new tables.
create schema if not exists accounts;

create table accounts.users (
    id uuid primary key,
    user_name text not null,
    normalized_user_name text not null constraint users_normalized_user_name_uq unique,
    email text constraint users_email_ck check (char_length(email) between 3 and 254),
    normalized_email text constraint users_normalized_email_uq unique,
    email_verified boolean not null default false,
    password_hash text,
    security_stamp text not null,
    concurrency_stamp text not null,
    display_name text constraint users_display_name_ck check (char_length(display_name) between 1 and 120),
    is_guest boolean not null default false,
    created_at timestamptz not null,
    expires_at timestamptz,
    constraint users_guest_expires_ck check (is_guest = (expires_at is not null)),
    constraint users_guest_has_no_email_ck check (is_guest = (email is null)),
    constraint users_email_pair_ck check ((email is null) = (normalized_email is null))
);

create index users_expires_at_ix on accounts.users (expires_at) where expires_at is not null;

create table accounts.roles (
    id uuid primary key,
    name text not null,
    normalized_name text not null constraint roles_normalized_name_uq unique,
    concurrency_stamp text
);

insert into accounts.roles (id, name, normalized_name)
select gen_random_uuid(), name, upper(name)
from unnest(array['person', 'therapist', 'technologist', 'clinician', 'researcher', 'institution_admin',
                  'program_coordinator', 'administrator']) as name;

create table accounts.user_roles (
    user_id uuid not null references accounts.users (id) on delete cascade,
    role_id uuid not null references accounts.roles (id),
    primary key (user_id, role_id)
);

create index user_roles_role_id_ix on accounts.user_roles (role_id);

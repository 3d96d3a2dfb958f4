-- Why: how much somebody hid of themselves, where and with whom. A number and fixed words; what they type is under their key.
create table wellness.masking_moments (
    id uuid primary key,
    user_id uuid not null,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    deleted_at timestamptz,
    level smallint not null constraint masking_moments_level_ck check (level between 1 and 10),
    place text constraint masking_moments_place_ck check (place in ('home', 'work', 'school', 'social', 'other')),
    company text constraint masking_moments_company_ck check (company in ('alone', 'with_family', 'with_friends', 'with_coworkers')),
    minutes smallint constraint masking_moments_minutes_ck check (minutes between 1 and 1440),
    note bytea
);

create index masking_moments_user_ix on wellness.masking_moments (user_id, occurred_at desc, id desc);
create index masking_moments_deleted_ix on wellness.masking_moments (deleted_at) where deleted_at is not null;

-- Why: what the recommender learnt of each person, one row that is read and written as a whole; and what it learnt of people
-- in general, in one row for all, from sums over many.
create table wellness.recommender_states (
    user_id uuid primary key,
    version smallint not null,
    model bytea not null,
    total_interactions integer not null,
    updated_at timestamptz not null
);

create table wellness.recommender_prior (
    only_row boolean primary key default true constraint recommender_prior_one_ck check (only_row),
    version smallint not null,
    model bytea not null,
    people integer not null,
    estimated_at timestamptz not null
);

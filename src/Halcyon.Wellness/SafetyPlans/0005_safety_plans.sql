-- Why: what helps a person stay safe, in their own words and under their key. Every version is kept: on a bad day an older,
-- fuller one may be the one that helps.
create table wellness.safety_plans (
    user_id uuid not null,
    version integer not null constraint safety_plans_version_ck check (version > 0),
    document bytea not null,
    created_at timestamptz not null,
    primary key (user_id, version)
);

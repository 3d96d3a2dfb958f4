-- Why: PHQ-9 and GAD-7 over time. Totals are plain, for the chart; each single answer is under the person's key.
create table wellness.screenings (
    id uuid primary key,
    user_id uuid not null,
    kind text not null constraint screenings_kind_ck check (kind in ('phq9', 'gad7')),
    taken_at timestamptz not null,
    total smallint not null constraint screenings_total_ck check (total between 0 and 27),
    band text not null,
    item9_positive boolean not null,
    answers bytea not null
);

create index screenings_user_ix on wellness.screenings (user_id, kind, id desc);

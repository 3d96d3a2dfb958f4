-- Why: each time help was called for, and each step that followed. No words of the person but the note, under their key.
create table wellness.crisis_events (
    id uuid primary key,
    user_id uuid not null,
    created_at timestamptz not null,
    trigger_source text not null
        constraint crisis_events_source_ck check (trigger_source in ('journal_nlp', 'checkin', 'user_reported', 'screening')),
    check_in_id uuid,
    screening_id uuid,
    risk_score double precision not null constraint crisis_events_score_ck check (risk_score between 0 and 1),
    risk_level text not null constraint crisis_events_level_ck check (risk_level in ('low', 'moderate', 'high', 'critical')),
    rules text[] not null,
    note bytea,
    shown_at timestamptz,
    hotline_opened_at timestamptz,
    safety_plan_opened_at timestamptz,
    contact_notified_at timestamptz,
    resolved_at timestamptz,
    follow_up_due_at timestamptz,
    follow_up_done_at timestamptz
);

create index crisis_events_user_ix on wellness.crisis_events (user_id, created_at desc);
create index crisis_events_open_ix on wellness.crisis_events (user_id, created_at desc) where resolved_at is null;
create index crisis_events_resolved_ix on wellness.crisis_events ((resolved_at is not null), created_at desc);
create index crisis_events_follow_up_ix on wellness.crisis_events (follow_up_due_at) where follow_up_done_at is null and follow_up_due_at is not null;

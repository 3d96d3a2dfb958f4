-- Why: one row for each analysis asked for; its report is an encrypted blob, its summary is here for lists.
create table recordings.analysis (
    id uuid primary key,
    recording_id uuid not null references recordings.recording (id) on delete cascade,
    owner_id uuid not null,
    options jsonb not null,
    status text not null
        constraint analysis_status_ck check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
    progress double precision not null
        constraint analysis_progress_ck check (progress >= 0 and progress <= 1),
    stage text not null,
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    cancel_requested_at timestamp with time zone,
    error_title text,
    error_detail text,
    grade text,
    usable_fraction double precision
        constraint analysis_usable_fraction_ck check (usable_fraction >= 0 and usable_fraction <= 1),
    bad_channels text[],
    report_blob_id uuid unique,
    constraint analysis_final_ck check
        ((status in ('completed', 'failed', 'cancelled')) = (completed_at is not null)),
    constraint analysis_report_ck check ((status = 'completed') = (report_blob_id is not null)),
    constraint analysis_error_ck check ((status = 'failed') = (error_title is not null))
);

create index analysis_recording_created_ix on recordings.analysis (recording_id, created_at desc, id desc);
create index analysis_owner_created_ix on recordings.analysis (owner_id, created_at desc, id desc);
-- Housekeeping asks only for what is not finished.
create index analysis_unfinished_ix on recordings.analysis (created_at) where completed_at is null;

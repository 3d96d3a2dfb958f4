-- Why: notes on a recording's time line, those of the file and those a person adds.
-- The text may be health text, so it is kept only under its owner's key.
create table recordings.annotation (
    id uuid primary key,
    recording_id uuid not null references recordings.recording (id) on delete cascade,
    onset_seconds double precision not null
        constraint annotation_onset_seconds_ck
            check (onset_seconds > '-infinity' and onset_seconds < 'infinity'),
    duration_seconds double precision not null
        constraint annotation_duration_seconds_ck
            check (duration_seconds >= 0 and duration_seconds < 'infinity'),
    text_protected bytea not null,
    channels text[] not null,
    source text not null
        constraint annotation_source_ck check (source in ('file', 'user')),
    created_at timestamp with time zone not null
);

create index annotation_recording_onset_ix on recordings.annotation (recording_id, onset_seconds, id);
-- A file may bring tens of thousands, counted once at upload; only these are counted again.
create index annotation_recording_user_ix on recordings.annotation (recording_id) where source = 'user';

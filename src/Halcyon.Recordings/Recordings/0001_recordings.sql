-- Why: an uploaded EEG file, what its header says, and where its encrypted bytes are kept.
-- The samples stay in the blob; only what lists and the viewer need is copied here.
create table recordings.recording (
    id uuid primary key,
    owner_id uuid not null,
    blob_id uuid not null unique,
    file_name text not null
        constraint recording_file_name_ck check (char_length(file_name) between 1 and 255),
    title text not null
        constraint recording_title_ck check (char_length(title) between 1 and 255),
    format text not null,
    size_bytes bigint not null
        constraint recording_size_bytes_ck check (size_bytes > 0),
    sha256 bytea not null
        constraint recording_sha256_ck check (octet_length(sha256) = 32),
    -- Clock time where it was recorded: the files do not say which zone.
    start_time timestamp without time zone,
    duration_seconds double precision not null
        constraint recording_duration_seconds_ck
            check (duration_seconds >= 0 and duration_seconds < 'infinity'),
    sampling_rate_hz double precision not null
        constraint recording_sampling_rate_hz_ck
            check (sampling_rate_hz >= 0 and sampling_rate_hz < 'infinity'),
    channels jsonb not null
        constraint recording_channels_ck check (jsonb_typeof(channels) = 'array'),
    warnings text[] not null,
    file_annotation_count integer not null
        constraint recording_file_annotation_count_ck check (file_annotation_count >= 0),
    created_at timestamp with time zone not null,
    deleted_at timestamp with time zone
);

-- Lists: newest first, with the cursor on the same two columns.
create index recording_owner_created_ix on recordings.recording (owner_id, created_at desc, id desc)
    where deleted_at is null;
-- Account erasure and the search for the same bytes look at deleted ones too.
create index recording_owner_sha256_ix on recordings.recording (owner_id, sha256);
-- The purge looks only at what waits to be removed.
create index recording_deleted_ix on recordings.recording (deleted_at) where deleted_at is not null;

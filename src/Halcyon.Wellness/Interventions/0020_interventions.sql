-- Why: the library of small actions. Its texts come from the program, which brings a newer edition at its start; what people
-- found of them is counted here and outlives every edition.
-- `is_premium` and the media columns are for installations with recordings of their own; nothing that ships uses them.
create function wellness.joined_words(words text[]) returns text
    language sql immutable parallel safe as $$ select array_to_string(words, ' ') $$;

create table wellness.interventions (
    id text primary key,
    content_version integer not null,
    name varchar(255) not null,
    short_description text not null,
    detailed_instructions text not null,
    steps jsonb not null,
    player text not null
        constraint interventions_player_ck check (player in ('steps', 'breathing', 'grounding_54321', 'thought_record', 'timer')),
    player_settings jsonb not null,
    duration_seconds integer not null constraint interventions_duration_ck check (duration_seconds between 30 and 900),
    effort_level text not null constraint interventions_effort_ck check (effort_level in ('minimal', 'low', 'medium', 'high')),
    energy_required smallint not null constraint interventions_energy_ck check (energy_required between 1 and 10),
    therapeutic_approach text not null
        constraint interventions_approach_ck check (therapeutic_approach in ('DBT', 'ACT', 'CBT', 'Mindfulness', 'Sensory', 'Physical')),
    sub_category text not null,
    target_emotions text[] not null,
    times_of_day text[] not null,
    adhd_friendly boolean not null,
    asd_friendly boolean not null,
    sensory_intensity text not null default 'moderate'
        constraint interventions_sensory_ck check (sensory_intensity in ('low', 'moderate', 'high')),
    requires_verbal boolean not null,
    requires_movement boolean not null,
    contraindications text[] not null,
    age_appropriate text[] not null default '{18+}',
    safe_in_crisis boolean not null,
    evidence_source text not null,
    evidence_strength text not null constraint interventions_evidence_ck check (evidence_strength in ('strong', 'moderate', 'emerging')),
    is_active boolean not null default true,
    is_premium boolean not null default false,
    media_type text not null default 'text' constraint interventions_media_ck check (media_type in ('text', 'audio', 'video', 'interactive')),
    media_url text,
    -- Null until enough people rated it: an unknown effect is no number.
    global_effectiveness double precision constraint interventions_effect_ck check (global_effectiveness between 0 and 1),
    average_rating double precision constraint interventions_rating_ck check (average_rating between 1 and 5),
    total_completions bigint not null default 0,
    counted_at timestamptz,
    search tsvector not null generated always as (
        setweight(to_tsvector('english', name), 'A')
        || setweight(to_tsvector('english', short_description), 'B')
        || setweight(to_tsvector('english', wellness.joined_words(target_emotions)), 'C')
        || setweight(to_tsvector('english', therapeutic_approach || ' ' || replace(sub_category, '_', ' ')), 'C')
        || setweight(to_tsvector('english', detailed_instructions), 'D')) stored
);

create index interventions_search_ix on wellness.interventions using gin (search);
create index interventions_emotions_ix on wellness.interventions using gin (target_emotions);

create table wellness.intervention_choices (
    user_id uuid not null,
    intervention_id text not null references wellness.interventions (id),
    is_favourite boolean not null,
    is_hidden boolean not null,
    changed_at timestamptz not null,
    primary key (user_id, intervention_id),
    constraint intervention_choices_some_ck check (is_favourite <> is_hidden)
);

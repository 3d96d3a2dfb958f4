-- Why: words after an action and in the tools are read as a journal is.
alter table wellness.crisis_events
    drop constraint crisis_events_source_ck,
    add constraint crisis_events_source_ck
        check (trigger_source in ('journal_nlp', 'checkin', 'user_reported', 'screening', 'feedback', 'tool'));

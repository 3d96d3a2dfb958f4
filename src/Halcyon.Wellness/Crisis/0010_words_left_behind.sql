-- Why: words that were typed and then left are read as well; nothing of them is kept but that help was called for.
alter table wellness.crisis_events
    drop constraint crisis_events_source_ck,
    add constraint crisis_events_source_ck
        check (trigger_source in ('journal_nlp', 'checkin', 'user_reported', 'screening', 'feedback', 'tool', 'draft'));

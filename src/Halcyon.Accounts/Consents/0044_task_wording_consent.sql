-- Why: the words of a task are somebody's own, so they go to a wording service only with a consent that says so.
alter table accounts.consents
    drop constraint consents_purpose_ck,
    add constraint consents_purpose_ck
        check (purpose in ('data_sharing', 'research_participation', 'therapist_sharing', 'wording', 'task_wording'));

-- Why: sentences about somebody go to a wording service only when they agreed to it.
alter table accounts.consents
    drop constraint consents_purpose_ck,
    add constraint consents_purpose_ck
        check (purpose in ('data_sharing', 'research_participation', 'therapist_sharing', 'wording'));

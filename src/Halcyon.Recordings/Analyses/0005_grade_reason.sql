-- Why: a recording too short to grade, or without EEG, is shown as that and not as one without an answer.
-- Cost: nullable column, no table rewrite. Roll forward only.
alter table recordings.analysis
    add column grade_reason text
    constraint analysis_grade_reason_ck check (grade_reason is null or grade is null);

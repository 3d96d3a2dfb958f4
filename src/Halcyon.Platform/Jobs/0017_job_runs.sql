-- Why: an administrator sees when a recurring job last ran and why it last failed; the scheduler forgets both.
create table platform.job_run (
    job_group text not null,
    job_name text not null,
    last_started_at timestamptz not null,
    last_finished_at timestamptz,
    last_failed_at timestamptz,
    last_error text,
    primary key (job_group, job_name)
);

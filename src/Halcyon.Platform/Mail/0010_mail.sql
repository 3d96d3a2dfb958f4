-- Why: a letter is written in the transaction of what caused it, and sent afterwards at least once, by whichever process is free.
-- Address, subject and text are encrypted under the master key, and removed when the letter has been settled for some days.
create table platform.mail (
    id uuid primary key,
    kind text not null constraint mail_kind_ck check (kind ~ '^[a-z][a-z_]{0,59}$'),
    letter bytea,
    status text not null default 'waiting' constraint mail_status_ck check (status in ('waiting', 'sent', 'failed')),
    attempts integer not null default 0 constraint mail_attempts_ck check (attempts >= 0),
    next_attempt_at timestamptz not null,
    last_attempt_at timestamptz,
    last_error text,
    created_at timestamptz not null,
    sent_at timestamptz,
    constraint mail_sent_pair_ck check ((status = 'sent') = (sent_at is not null)),
    constraint mail_waiting_has_letter_ck check (status <> 'waiting' or letter is not null)
);

create index mail_due_ix on platform.mail (next_attempt_at) where status = 'waiting';
create index mail_last_attempt_at_ix on platform.mail (last_attempt_at) where status <> 'waiting';

create function platform.announce_mail() returns trigger language plpgsql as $$
begin
    perform pg_notify('halcyon_mail', '');
    return null;
end
$$;

create trigger mail_announce after insert on platform.mail
    for each statement execute function platform.announce_mail();

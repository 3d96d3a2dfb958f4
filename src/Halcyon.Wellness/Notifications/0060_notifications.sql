-- Why: a reminder must reach its person once, in their own day: not in quiet hours, not more often than they want, not in the
-- middle of a session, and neither dropped nor doubled by a restart. Every step is therefore a row, moved in one transaction.
create table wellness.notification_settings (
    user_id uuid primary key,
    by_email boolean not null,
    by_push boolean not null,
    updated_at timestamptz not null
);

-- When the next one of a kind that comes every day is due. No row: switched off, or the person was never seen by this table.
create table wellness.reminders (
    user_id uuid not null,
    kind text not null constraint reminders_kind_ck check (kind ~ '^[a-z_]{1,40}$'),
    due_at timestamptz not null,
    primary key (user_id, kind)
);

create index reminders_due_ix on wellness.reminders (due_at);

create table wellness.notifications (
    id uuid primary key,
    user_id uuid not null,
    kind text not null constraint notifications_kind_ck check (kind ~ '^[a-z_]{1,40}$'),
    -- What makes two of a kind the same one: a date, or the id of what it is about.
    occasion text not null constraint notifications_occasion_ck check (char_length(occasion) between 1 and 80),
    created_at timestamptz not null,
    deliver_at timestamptz not null,
    useful_until timestamptz not null,
    status text not null constraint notifications_status_ck check (status in ('waiting', 'delivered', 'outdated')),
    delivered_at timestamptz,
    -- In the person's time zone, on the day it was delivered: what the daily maximum counts.
    delivered_on date,
    interrupted boolean not null default false,
    read_at timestamptz,
    constraint notifications_once_uq unique (user_id, kind, occasion),
    constraint notifications_delivered_ck check ((status = 'delivered') = (delivered_at is not null and delivered_on is not null))
);

create index notifications_waiting_ix on wellness.notifications (deliver_at) where status = 'waiting';
create index notifications_user_ix on wellness.notifications (user_id, id desc);

create function wellness.announce_notification() returns trigger language plpgsql as $$
begin
    perform pg_notify('wellness_notifications', '');
    return null;
end $$;

create trigger notifications_announce after insert on wellness.notifications
    for each statement execute function wellness.announce_notification();

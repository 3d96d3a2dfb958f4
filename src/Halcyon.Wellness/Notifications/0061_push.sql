-- Why: Web Push (RFC 8030). An endpoint is a secret address of somebody's browser: encrypted, found again by its hash.
create table wellness.push_key (
    only_row boolean primary key default true constraint push_key_one_ck check (only_row),
    private_key bytea not null,
    created_at timestamptz not null
);

create table wellness.push_subscriptions (
    id uuid primary key,
    user_id uuid not null,
    endpoint_hash bytea not null constraint push_subscriptions_endpoint_uq unique,
    subscription bytea not null,
    created_at timestamptz not null,
    last_sent_at timestamptz
);

create index push_subscriptions_user_ix on wellness.push_subscriptions (user_id);

create table wellness.push_messages (
    id uuid primary key,
    subscription_id uuid not null references wellness.push_subscriptions (id) on delete cascade,
    notification_id uuid not null references wellness.notifications (id) on delete cascade,
    others integer not null constraint push_messages_others_ck check (others >= 0),
    useful_until timestamptz not null,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null
);

create index push_messages_due_ix on wellness.push_messages (next_attempt_at);
create index push_messages_subscription_ix on wellness.push_messages (subscription_id);
create index push_messages_notification_ix on wellness.push_messages (notification_id);

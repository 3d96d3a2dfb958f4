-- Why: an event is written in the transaction of what caused it, and dispatched afterwards at least once.
create table platform.outbox (
    id uuid primary key,
    event_name text not null,
    payload jsonb not null,
    created_at timestamptz not null default now(),
    due_at timestamptz not null default now(),
    attempts integer not null default 0,
    last_error text,
    dead_at timestamptz
);

create index outbox_due_idx on platform.outbox (due_at) where dead_at is null;

create function platform.announce_outbox() returns trigger language plpgsql as $$
begin
    perform pg_notify('halcyon_outbox', '');
    return null;
end
$$;

create trigger outbox_announce after insert on platform.outbox
    for each statement execute function platform.announce_outbox();

-- Which handler has finished which event: a retry runs only those that have not.
create table platform.event_handled (
    event_id uuid not null,
    handler text not null,
    handled_at timestamptz not null default now(),
    primary key (event_id, handler)
);

create index event_handled_at_idx on platform.event_handled (handled_at);

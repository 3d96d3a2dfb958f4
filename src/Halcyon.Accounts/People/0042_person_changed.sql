-- Why: every node keeps people in memory, and reminders are planned by what people prefer. Whoever changes one, by whatever
-- path, tells the nodes when the change is committed, and the modules through the outbox in the same transaction.
create function accounts.tell_person_changed() returns trigger language plpgsql as $$
declare
    person uuid := coalesce(to_jsonb(new) ->> 'user_id', to_jsonb(new) ->> 'id')::uuid;
begin
    perform pg_notify('accounts_person_changed', person::text);
    insert into platform.outbox (id, event_name, payload)
    values (gen_random_uuid(), 'person.changed', jsonb_build_object('user_id', jsonb_build_object('value', person)));
    return null;
end $$;

create trigger users_tell_person_changed
    after insert or update of display_name, email, email_verified on accounts.users
    for each row execute function accounts.tell_person_changed();
create trigger profiles_tell_person_changed
    after insert or update on accounts.profiles
    for each row execute function accounts.tell_person_changed();
create trigger preferences_tell_person_changed
    after insert or update on accounts.preferences
    for each row execute function accounts.tell_person_changed();

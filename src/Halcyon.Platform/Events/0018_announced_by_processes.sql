-- Why: a transaction that notifies commits alone: no other that notifies may commit until it is on the disk. With a
-- notification in every check-in's transaction they all waited for each other. The processes announce now, after the fact
-- and once for many; what a trigger writes announces itself, for it is rare.
drop trigger outbox_announce on platform.outbox;
create trigger outbox_announce after insert on platform.outbox
    for each row when (new.event_name = 'person.changed') execute function platform.announce_outbox();

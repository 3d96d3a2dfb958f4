-- Why: a diary often says the day and no time: it is then kept by its day, and no hour is made up for it. And what one file brought
-- can be taken back as a whole. Columns with constant defaults: no table is rewritten. Roll forward only.
alter table wellness.check_ins
    add column time_known boolean not null default true,
    add column import_id uuid,
    add column taken_back boolean not null default false;

create index check_ins_import_ix on wellness.check_ins (user_id, import_id) where import_id is not null;

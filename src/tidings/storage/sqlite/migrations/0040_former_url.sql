-- The address that an entry had before its publisher gave it another one.
alter table entry add column former text not null default '';

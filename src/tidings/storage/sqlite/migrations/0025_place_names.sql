-- How articles call a place, as a search compares names: its own name and theirs.
create table spot_name (
    name text not null,
    spot text not null references spot (id),
    primary key (name, spot)
) without rowid;
insert into spot_name select distinct searchable(name), id from spot;
insert into spot_name select distinct searchable(name), spot from located where true
on conflict do nothing;

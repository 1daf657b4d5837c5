-- By which home of its source an article's places were read: "US.TX", "US", "" for none.
create table read_from (
    source text primary key references source (id) on delete cascade,
    home text not null
) without rowid;

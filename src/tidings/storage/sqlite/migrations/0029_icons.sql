-- Sites' icons, one for each source; no name where there is none.
create table icon (
    source text primary key references source (id) on delete cascade,
    name text not null,
    type text not null,
    body blob not null,
    fetched_at integer not null
);
create index icon_name on icon (name, source);

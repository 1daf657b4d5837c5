-- Where on earth the articles' places are. What a name means in an article is kept by story, as the
-- names are: see the stages places and where.
create table spot (
    id text primary key,
    kind text not null,
    name text not null,
    north real not null,
    east real not null,
    country text not null,
    part text not null,
    people integer not null,
    capital integer not null
) without rowid;
create index spot_country on spot (country, part, kind);
create index spot_north on spot (north);

create table located (
    article text not null references article (id) on delete cascade,
    spot text not null references spot (id),
    name text not null,  -- as the note of the name has it
    times integer not null,
    start integer not null,
    "end" integer not null,
    primary key (article, spot, name)
) without rowid;
create index located_spot on located (spot, article);
create index located_name on located (name, spot);

create table spot_correction (
    id integer primary key,
    name text not null,
    spot text not null,
    means text not null,  -- '': no place
    articles text not null,  -- JSON; []: anywhere
    says text not null,
    "by" text not null,
    at integer not null,
    undone_at integer
);

-- The state or province where a source is from, as a person said it; '' where nobody did.
alter table source add column part text not null default '';

-- What came before is looked through for places, too.
insert into pending (stage, item, time) select 'places', id, time from article where true
on conflict do nothing;

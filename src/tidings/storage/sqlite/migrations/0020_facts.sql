-- What the sources of a story say of the same things (JSON of Facts), and the days it speaks of.
create table story_facts (
    story text primary key references story (id) on delete cascade,
    facts text not null
) without rowid;
create table story_day (
    story text not null references story (id) on delete cascade,
    day text not null,
    claim text not null,
    primary key (story, day)
) without rowid;
create index story_day_day on story_day (day);
insert into pending (stage, item, time) select 'facts', id, last_seen from story;

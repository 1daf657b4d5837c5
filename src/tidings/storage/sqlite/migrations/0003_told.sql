-- What each article of a story adds to the earlier ones, sentence by sentence: JSON of Statement.
create table told (
    story text not null,
    article text not null references article (id) on delete cascade,
    statements text not null,
    primary key (story, article)
) without rowid;
create index told_article on told (article);
insert into pending (stage, item, time) select 'told', id, last_seen from story where articles > 1;

-- Of which types the events of an article are. What came before is read for them, too.
create table happened (
    article text not null references article (id) on delete cascade,
    type text not null,
    primary key (article, type)
) without rowid;
create index happened_type on happened (type, article);
insert into pending (stage, item, time) select 'events', id, time from article where true
on conflict do nothing;

-- What each article is about, by the codes of the vocabulary. What came before is read for it, too.
create table topic (
    article text not null references article (id) on delete cascade,
    code text not null,
    primary key (article, code)
) without rowid;
create index topic_code on topic (code, article);
insert into pending (stage, item, time) select 'topics', id, time from article where true
on conflict do nothing;

-- What the group stage found near to an article when it came: a row is told from both ends.
create table related (
    article text not null references article (id) on delete cascade,
    other text not null references article (id) on delete cascade,
    score real not null,
    because text not null,
    primary key (article, other)
) without rowid;
create index related_other on related (other, score desc);

-- Articles that have their story already keep it, and find what is near to them.
insert into pending (stage, item, time) select 'group', id, time from article where true
on conflict do nothing;

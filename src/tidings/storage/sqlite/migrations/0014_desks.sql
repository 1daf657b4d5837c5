-- What reader apps know articles by: numbers that grow by arrival and are never given twice. Track 0:
-- articles as they arrive. Track 1: what an article tells, once that is judged; `behind` is the source
-- that told it before, for those who follow that one.
create table item (
    number integer primary key autoincrement,
    article text not null references article (id) on delete cascade,
    track integer not null,
    source text not null,
    at integer not null,
    level integer not null,
    behind text not null,
    unique (article, track)
);
create index item_source on item (source, track, number);
create index item_at on item (at);

-- The number by which reader apps know a source; '' is what was added by hand.
create table source_number (
    number integer primary key autoincrement,
    source text not null unique
);

-- Whether a person follows every source, also those that are added later.
create table following (
    person integer primary key references person (id) on delete cascade,
    every integer not null
);

create table folder (
    number integer primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    name text not null,
    shows integer not null,
    unique (person, name)
);

-- All items up to `read_through` are read, all later ones are not, but for those in `mark`.
create table subscription (
    person integer not null references person (id) on delete cascade,
    source text not null,
    folder integer not null references folder (number),
    title text not null,
    added_at integer not null,
    shows integer not null,
    read_through integer not null,
    items integer not null,
    unread integer not null,
    primary key (person, source)
) without rowid;
create index subscription_source on subscription (source);
create index subscription_folder on subscription (folder);

create table mark (
    person integer not null references person (id) on delete cascade,
    source text not null,
    item integer not null,
    read integer not null,
    primary key (person, source, item)
) without rowid;

create table saved (
    person integer not null references person (id) on delete cascade,
    item integer not null references item (number) on delete cascade,
    at integer not null,
    primary key (person, item)
) without rowid;
create index saved_item on saved (item);

create table label (
    person integer not null references person (id) on delete cascade,
    label text not null,
    item integer not null references item (number) on delete cascade,
    primary key (person, label, item)
) without rowid;
create index label_item on label (item, person);

-- What a person's latest marks changed, so that they can be taken back.
create table undoing (
    number integer primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    at integer not null,
    changed text not null
);
create index undoing_person on undoing (person, number);

insert into source_number (source) values ('');
insert into source_number (source) select id from source order by added_at, id;
insert into item (article, track, source, at, level, behind)
select id, 0, source, min(coalesce(fetched_at, time), cast(unixepoch('subsec') * 1000000 as integer)) came,
    0, ''
from article order by came, row;
insert into pending (stage, item, time) select 'edition', id, last_seen from story where true
on conflict do nothing;

create view newcomer as
select person.id person, following.every, person.created_at at, coalesce(
    (select number from item where at < person.created_at - 7 * 86400 * 1000000
     order by at desc, number desc limit 1), 0) through
from person join following on following.person = person.id;

-- Whoever is new follows everything; the articles of the last seven days are unread.
create trigger person_came after insert on person begin
    insert into following values (new.id, 1);
end;
create trigger following_began after insert on following when new.every begin
    insert into folder (person, name, shows)
    select new.person, '', 0 union select new.person, folder, 0 from source;
    insert into subscription
    select new.person, n.source, f.number, '', p.at, 0, p.through,
        (select count(*) from item where item.source = n.source and track = 0),
        (select count(*) from item where item.source = n.source and track = 0 and number > p.through)
    from newcomer p
    cross join source_number n
    left join source on source.id = n.source
    join folder f on f.person = new.person and f.name = coalesce(source.folder, '')
    where p.person = new.person and (n.source = '' or source.id is not null);
end;
insert into following select id, 1 from person;

create trigger source_came after insert on source begin
    insert into source_number (source) values (new.id) on conflict do nothing;
    insert into folder (person, name, shows)
    select person, new.folder, 0 from following where every on conflict do nothing;
    insert into subscription
    select person, new.id, f.number, '', new.added_at, f.shows,
        (select coalesce(max(number), 0) from item),
        (select count(*) from item
         where source = new.id and track = (f.shows > 0) and (level >= f.shows or not exists (
             select 1 from subscription b where b.person = f.person and b.source = item.behind))),
        0
    from following join folder f using (person) where every and f.name = new.folder
    on conflict do nothing;
end;
create trigger source_gone after delete on source begin
    delete from subscription where source = old.id;
end;
create trigger subscription_gone after delete on subscription begin
    delete from mark where person = old.person and source = old.source;
end;

create trigger item_came after insert on item begin
    update subscription set items = items + 1, unread = unread + 1
    where source = new.source and (shows > 0) = new.track and (new.level >= shows or not exists (
        select 1 from subscription b where b.person = subscription.person and b.source = new.behind));
end;
create trigger item_gone before delete on item begin
    update subscription set items = items - 1, unread = unread - (
        (old.number > read_through) <> exists (select 1 from mark where mark.person = subscription.person
         and mark.source = old.source and mark.item = old.number))
    where source = old.source and (shows > 0) = old.track and (old.level >= shows or not exists (
        select 1 from subscription b where b.person = subscription.person and b.source = old.behind));
    delete from mark where source = old.source and item = old.number
        and person in (select person from subscription where source = old.source);
end;

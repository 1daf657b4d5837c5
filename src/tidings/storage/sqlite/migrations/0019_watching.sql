-- What is watched for people: saved searches, rules and what they did, alerts and their way out.
create table saved_search (
    number integer primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    name text not null,
    query text not null,
    looked integer not null,
    fresh integer not null,
    notify integer not null,
    channels text not null,
    created_at integer not null
);
create index saved_search_person on saved_search (person);

create table rule (
    number integer primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    name text not null,
    wants text not null,
    acts text not null,
    label text not null,
    channels text not null,
    active integer not null,
    hits integer not null,
    last_at integer,
    created_at integer not null
);
create index rule_person on rule (person);

create table rule_log (
    rule integer not null references rule (number) on delete cascade,
    item integer not null references item (number) on delete cascade,
    article text not null,
    at integer not null,
    acts text not null,
    label text not null,
    primary key (rule, item)
) without rowid;
create index rule_log_item on rule_log (item);

create table channel (
    number integer primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    kind text not null,
    address text not null,
    secret text not null,
    confirmed integer not null,
    paused integer not null,
    error text not null,
    sent_at integer,
    created_at integer not null
);
create index channel_person on channel (person);

create table alert (
    number integer primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    item integer not null references item (number) on delete cascade,
    article text not null,
    at integer not null,
    origin text not null,
    rule integer not null,
    seen integer not null,
    unique (person, item)
);
create index alert_article on alert (person, article);
create index alert_item on alert (item);
create index alert_unseen on alert (person) where not seen;

create table message (
    id text primary key,
    person integer not null references person (id) on delete cascade,
    channel integer not null references channel (number) on delete cascade,
    alerts text not null,
    more integer not null,
    at integer not null,
    due_at integer not null,
    tries integer not null
) without rowid;
create index message_channel on message (channel);
create index message_due on message (due_at);

-- Up to which item rules and saved searches have looked.
create table watched (through integer not null);
insert into watched select coalesce(max(number), 0) from item;

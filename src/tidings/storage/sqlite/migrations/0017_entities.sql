-- Who and what the articles name. A key is a name as it is compared; an entity has one or more.
create table entity (
    id text primary key,
    kind text not null,
    name text not null,
    given text not null default ''  -- how a person calls it
) without rowid;

create table entity_key (
    key text primary key,
    entity text not null references entity (id),
    own text not null,  -- the entity that the key has where it stands alone
    name text not null,
    because text not null,
    fixed integer not null default 0  -- a person decided
) without rowid;
create index entity_key_entity on entity_key (entity);
create index entity_key_own on entity_key (own);

-- By what keys that may be the same are found: how a name sounds, its initials.
create table entity_near (
    near text not null,
    key text not null references entity_key (key),
    primary key (near, key)
) without rowid;

create table mention (
    article text not null references article (id) on delete cascade,
    kind text not null,
    name text not null,  -- as the article has it
    key text not null references entity_key (key),
    forms text not null,
    times integer not null,
    start integer not null,
    "end" integer not null,
    primary key (article, kind, name)
) without rowid;
create index mention_key on mention (key, article);

create table entity_correction (
    id integer primary key,
    kind text not null,
    entity text not null,
    says text not null,
    "by" text not null,
    at integer not null,
    before text not null,  -- the keys and names as they were
    undone_at integer
);

-- What came before is read for names, too.
insert into pending (stage, item, time) select 'names', id, time from article where true
on conflict do nothing;

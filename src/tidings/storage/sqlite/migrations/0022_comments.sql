-- What people say. A comment belongs to an article: merged, moved and split stories need no care.
create table comment (
    id integer primary key autoincrement,
    article text not null references article (id) on delete cascade,
    whole integer not null,  -- said of the story that the article tells
    answers integer references comment (id) on delete cascade,
    person integer references person (id) on delete set null,
    text text not null,
    state text not null,
    because text not null,
    written_at integer not null,
    edited_at integer
);
create index comment_article on comment (article);
create index comment_answers on comment (answers);
create index comment_person on comment (person, id);
create index comment_state on comment (state, id);

create table comment_for (
    person integer not null references person (id) on delete cascade,
    comment integer not null references comment (id) on delete cascade,
    primary key (person, comment)
) without rowid;
create index comment_for_comment on comment_for (comment);

create table comment_seen (
    person integer primary key references person (id) on delete cascade,
    through integer not null
);

create table comment_report (
    comment integer not null references comment (id) on delete cascade,
    person integer not null references person (id) on delete cascade,
    why text not null,
    at integer not null,
    primary key (comment, person)
) without rowid;
create index comment_report_person on comment_report (person);

create table comment_act (
    id integer primary key autoincrement,
    comment integer not null references comment (id) on delete cascade,
    does text not null,
    "by" text not null,
    note text not null,
    before text not null,
    at integer not null,
    undone_at integer
);
create index comment_act_comment on comment_act (comment);

create table comment_mute (
    person integer not null references person (id) on delete cascade,
    muted integer not null references person (id) on delete cascade,
    primary key (person, muted)
) without rowid;
create index comment_mute_muted on comment_mute (muted);

create table comment_moderator (
    person integer primary key references person (id) on delete cascade,
    at integer not null
);

-- Whoever leaves takes their words along; answers to them keep their place.
create trigger comment_writer_gone before delete on person begin
    update comment set person = null, text = '', because = '[]', state = 'deleted'
    where person = old.id;
end;
-- What was said of a story stays with it while an article tells it.
create trigger comment_article_gone before delete on article when old.story is not null begin
    update comment set article = coalesce(
        (select id from article where story = old.story and id <> old.id order by time, id limit 1),
        article)
    where article = old.id and whole;
end;

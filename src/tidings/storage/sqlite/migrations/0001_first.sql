create table source (
    id text primary key,
    url text not null unique,
    kind text not null,
    title text not null,
    home text not null,
    folder text not null,
    language text not null,
    paused integer not null,
    added_at integer not null,
    etag text not null,
    last_modified text not null,
    next_poll_at integer,
    polled_at integer,
    changed_at integer,
    interval real not null,
    failures integer not null,
    error text not null,
    gone integer not null,
    moved_to text not null,
    moves_seen integer not null
) without rowid;

-- What feeds said. A row stays when its page has been read, so that a feed never gives it twice.
create table entry (
    id text primary key,
    source text not null references source (id) on delete cascade,
    url text not null,
    data text not null,
    digest integer not null,
    seen_at integer not null,
    tries integer not null default 0,
    next_try_at integer
) without rowid;
create index entry_source on entry (source);

-- What was fetched. The body is dropped some days after it has been read.
create table page (
    id text primary key,
    url text not null,
    source text not null,
    publisher text not null,
    content_type text not null,
    fetched_at integer not null,
    entry text,
    body blob
) without rowid;
create index page_fetched on page (fetched_at) where body is not null;

create table article (
    row integer primary key,
    id text not null unique,
    url text not null,
    canonical_url text not null,
    source text not null,
    publisher text not null,
    title text not null,
    text text not null,
    authors text not null,
    published_at integer,
    modified_at integer,
    fetched_at integer,
    language text not null,
    tags text not null,
    image text not null,
    status text not null,
    time integer not null,
    page text not null,
    story text,
    duplicate_of text not null default '',
    because text not null default '[]'
);
create index article_time on article (time desc);
create index article_source on article (source, time desc);
create index article_story on article (story, time);
create index article_page on article (page);

create table version (
    article text not null references article (id) on delete cascade,
    number integer not null,
    seen_at integer not null,
    title text not null,
    text text not null,
    primary key (article, number)
) without rowid;

create table tag (
    article text not null references article (id) on delete cascade,
    slug text not null,
    label text not null,
    ours integer not null,
    primary key (article, slug)
) without rowid;
create index tag_slug on tag (slug, article);

create table note (
    article text not null references article (id) on delete cascade,
    name text not null,
    number integer not null,
    version integer not null,
    value text not null,
    start integer,
    "end" integer,
    confidence real not null,
    primary key (article, name, number)
) without rowid;

create table novelty (
    article text primary key references article (id) on delete cascade,
    segments text not null,
    share real not null
) without rowid;

create table sentence (
    row integer primary key,
    article text not null references article (id) on delete cascade,
    time integer not null,
    start integer not null,
    "end" integer not null,
    paragraph integer not null,
    key integer not null,
    sketch text not null
);
create index sentence_article on sentence (article);

-- Every hash by which a sentence is found again, with the time of its article, oldest first. Some
-- seven for each sentence ever read: the largest table, so it has no second index. The trigger
-- finds the rows of a sentence that goes by what the sentence itself holds.
create table sighting (
    hash integer not null,
    time integer not null,
    sentence integer not null,
    primary key (hash, time, sentence)
) without rowid;
create trigger sentence_gone after delete on sentence begin
    delete from sighting where (hash, time, sentence) in (
        select old.key, old.time, old.row
        union all select value, old.time, old.row from json_each(old.sketch)
    );
end;

create table vector (
    row integer primary key references article (row) on delete cascade,
    encoder text not null,
    data blob not null
);

-- What grouping knows of an article, so that its window is rebuilt without reading every text.
create table feature (
    article text primary key references article (id) on delete cascade,
    data blob not null
) without rowid;

create table story (
    id text primary key,
    headline text not null,
    language text not null,
    first_seen integer not null,
    last_seen integer not null,
    articles integer not null,
    publishers text not null,
    independent integer not null,
    share real not null,
    summary text
) without rowid;
create index story_last_seen on story (last_seen desc);

-- Where a story went that was merged into another.
create table story_alias (
    id text primary key,
    story text not null
) without rowid;

-- What a stage has still to do. A row goes in the transaction that saves its result.
create table pending (
    stage text not null,
    item text not null,
    time integer not null,
    primary key (stage, item)
) without rowid;
create index pending_time on pending (stage, time, item);

create table stage_version (
    stage text primary key,
    version text not null
) without rowid;

create table failure (
    stage text not null,
    id text not null,
    source text not null,
    url text not null,
    error text not null,
    at integer not null,
    primary key (stage, id)
) without rowid;
create index failure_source on failure (source, at desc);

create virtual table article_search using fts5 (
    title, text, content='article', content_rowid='row',
    tokenize="unicode61 remove_diacritics 2"
);
create trigger article_search_insert after insert on article begin
    insert into article_search (rowid, title, text) values (new.row, new.title, new.text);
end;
create trigger article_search_delete after delete on article begin
    insert into article_search (article_search, rowid, title, text)
    values ('delete', old.row, old.title, old.text);
end;
create trigger article_search_update after update of title, text on article begin
    insert into article_search (article_search, rowid, title, text)
    values ('delete', old.row, old.title, old.text);
    insert into article_search (rowid, title, text) values (new.row, new.title, new.text);
end;

-- What a person decided about stories. `before` is what undoing it puts back.
create table correction (
    id integer primary key,
    kind text not null,
    articles text not null,
    joined text not null,
    others text not null,
    named text not null,
    story text not null,
    headline text not null,
    says text not null,
    "by" text not null,
    note text not null,
    at integer not null,
    undone_at integer,
    before text not null
);
create index correction_undone on correction (undone_at) where undone_at is not null;
create index correction_story on correction (story, kind);

-- Which corrections are about an article.
create table corrected (
    article text not null,
    correction integer not null references correction (id) on delete cascade,
    primary key (article, correction)
) without rowid;

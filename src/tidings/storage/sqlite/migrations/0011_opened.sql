-- What a reader has opened, and when first. "" is the one person whose library this is.
create table opened (
    reader text not null,
    article text not null references article (id) on delete cascade,
    at integer not null,
    primary key (reader, article)
) without rowid;
create index opened_article on opened (article);

-- The index holds folded words (`searchable`), with a word for every character of scripts without
-- spaces, and authors. It keeps no text of its own: snippets are cut from the articles.
drop trigger article_search_insert;
drop trigger article_search_delete;
drop trigger article_search_update;
drop table article_search;

create virtual table article_search using fts5 (
    title, text, authors, content='', contentless_delete=1, tokenize='unicode61'
);
insert into article_search (rowid, title, text, authors)
select row, searchable(title), searchable(text), searchable(authors) from article;

create trigger article_search_insert after insert on article begin
    insert into article_search (rowid, title, text, authors)
    values (new.row, searchable(new.title), searchable(new.text), searchable(new.authors));
end;
create trigger article_search_delete after delete on article begin
    delete from article_search where rowid = old.row;
end;
create trigger article_search_update after update of title, text, authors on article
when (old.title, old.text, old.authors) is not (new.title, new.text, new.authors) begin
    delete from article_search where rowid = old.row;
    insert into article_search (rowid, title, text, authors)
    values (new.row, searchable(new.title), searchable(new.text), searchable(new.authors));
end;

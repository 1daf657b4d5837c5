-- All that a search filters by, without the texts: which articles may be found is told in one walk.
create index article_filter on article (time, language, source, publisher, url, id);

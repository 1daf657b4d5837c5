-- Who took from whom, as the write stage found it.
alter table story add column lineage text;

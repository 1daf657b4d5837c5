-- The files that an article carries: a podcast's sound and the like.
alter table article add column enclosures text not null default '[]';

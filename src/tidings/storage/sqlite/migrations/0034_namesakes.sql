-- What articles tell of people beside their names: by it two of one name are told apart.
alter table mention add column told text not null default '[]';

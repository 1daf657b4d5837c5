-- What the owner chose of writing, as JSON by name, and what a model's day came to.
create table writing_setting (
    name text primary key,
    value text not null
) without rowid;
alter table model_use add column calls integer not null default 0;
alter table model_use add column failed integer not null default 0;
alter table model_use add column cost real not null default 0;
alter table model_use add column kept integer not null default 0;
alter table model_use add column replaced integer not null default 0;

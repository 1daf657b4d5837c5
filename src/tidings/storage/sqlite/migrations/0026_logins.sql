-- By what other servers know people.
create table login (
    issuer text not null,
    subject text not null,
    person integer not null references person (id) on delete cascade,
    name text not null,
    created_at integer not null,
    used_at integer not null,
    primary key (issuer, subject)
) without rowid;
create index login_person on login (person);

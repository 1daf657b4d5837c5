-- What people called wrong of what was written: the case as JSON.
create table wrong_case (
    id integer primary key autoincrement,
    kind text not null,
    settled integer not null default 0,
    body text not null
);

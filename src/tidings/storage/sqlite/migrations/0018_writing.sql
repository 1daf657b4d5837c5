-- What a remote model cost, in tokens by day, and what it answered, by a hash of what was asked.
create table model_use (
    day text primary key,
    tokens integer not null
) without rowid;
create table model_answer (
    key text primary key,
    answer text not null,
    day text not null
) without rowid;
create index model_answer_day on model_answer (day);

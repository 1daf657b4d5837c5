-- Passkeys: the public halves. A credential's id is chosen by the device that holds the other half.
create table passkey (
    id text primary key,
    person integer not null references person (id) on delete cascade,
    public_key text not null,
    uses integer not null,
    name text not null,
    created_at integer not null,
    used_at integer
) without rowid;
create index passkey_person on passkey (person);

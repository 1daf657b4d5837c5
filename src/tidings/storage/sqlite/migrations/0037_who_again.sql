-- Who is who is put together again: family names alone had gone to rare bearers of them. What a
-- person decided stays, and the addresses of entities are made from their names as before.
delete from mention where key not in (select key from entity_key where fixed);
delete from entity_near where key not in (select key from entity_key where fixed);
delete from entity_key where not fixed;
delete from entity where given = ''
    and id not in (select entity from entity_key) and id not in (select own from entity_key);

-- What a sentence that goes was found by is found by its key. As a list of whole rows SQLite read all
-- of the largest table for each sentence of an article that was edited or removed.
drop trigger sentence_gone;
create trigger sentence_gone after delete on sentence begin
    delete from sighting
    where hash in (select old.key union all select value from json_each(old.sketch))
        and time = old.time and sentence = old.row;
end;

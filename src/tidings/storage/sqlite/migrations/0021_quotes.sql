-- What came before is read for quotes, too.
insert into pending (stage, item, time) select 'quotes', id, time from article where true
on conflict do nothing;

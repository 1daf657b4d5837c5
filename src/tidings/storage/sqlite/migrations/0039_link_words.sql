-- The words for which stories are linked are kept, so that they can be shown where they stand.
insert into pending (stage, item, time) select 'thread', story, 0 from thread_link
where previous <> '' on conflict do nothing;

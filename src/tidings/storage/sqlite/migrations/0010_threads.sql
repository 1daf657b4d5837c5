-- The terms by which a story is known, so that those of one affair are found.
create table story_key (
    key text not null,
    time integer not null,
    story text not null references story (id) on delete cascade,
    weight real not null,
    label text not null,
    primary key (key, time, story)
) without rowid;
create index story_key_story on story_key (story);

-- From which earlier story each goes on ('' where it begins an affair), and the affair's first.
create table thread_link (
    story text primary key references story (id) on delete cascade,
    previous text not null,
    thread text not null,
    score real not null,
    because text not null
) without rowid;
create index thread_link_previous on thread_link (previous);
create index thread_link_thread on thread_link (thread);
create trigger story_gone after delete on story begin
    insert into pending (stage, item, time)
    select 'thread', story, old.last_seen from thread_link where previous = old.id
    on conflict do nothing;
end;

insert into pending (stage, item, time) select 'profile', id, last_seen from story where true
on conflict do nothing;

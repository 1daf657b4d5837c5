-- When a story last brought something new: its rank grows old from then on, not from the latest copy.
alter table story add column news_at integer not null default 0;
update story set news_at = coalesce(
    (select max(min(time, coalesce(fetched_at, time))) from article
     left join novelty on novelty.article = article.id
     where article.story = story.id and duplicate_of = '' and coalesce(share, 1.0) >= 0.15),
    first_seen
);

-- Where a source is from, as a person said it; '' where nobody did.
alter table source add column country text not null default '';

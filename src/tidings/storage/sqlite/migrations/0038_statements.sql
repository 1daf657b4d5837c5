-- The stage that was called told is called by what it finds.
update pending set stage = 'statements' where stage = 'told';
update stage_version set stage = 'statements' where stage = 'told';

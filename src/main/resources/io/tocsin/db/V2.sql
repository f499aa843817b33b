-- Who is to be seen to have silenced an incident, and mutes that end when what they mute is well again.
alter table incident add column silenced_by text;
alter table incident add column silenced_until bigint;
alter table mute add column until_recovery boolean not null default false;

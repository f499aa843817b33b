-- adds a column;
alter table first add column b text;

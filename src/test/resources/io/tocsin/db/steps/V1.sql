create table first (a text);

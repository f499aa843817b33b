create table fine (a text);
create tabel wrong (a text);

-- The language that somebody chose for a room or for themselves: kind is room or person, id the address or the person's id.
create table language (
    kind text not null,
    id text not null,
    tag text not null,
    by_ text not null,
    at bigint not null,
    primary key (kind, id)
);

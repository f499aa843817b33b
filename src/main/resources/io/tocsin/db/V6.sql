-- Who is on call though it is not their turn, and who was told to be on call last.
create table oncall_override (
    id bigint primary key,
    rotation text not null,
    person text not null,
    starts_at bigint not null,
    ends_at bigint not null,
    who text not null,
    who_name text not null,
    created_at bigint not null
);

create table oncall_duty (
    rotation text primary key,
    person text not null
);

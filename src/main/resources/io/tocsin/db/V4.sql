-- Maintenance windows, and each time that one was open. A window opens once (starts_at, ends_at) or whenever cron says.
create table maintenance (
    id bigint primary key,
    name text not null,
    origin text not null,
    selectors text not null,
    starts_at bigint,
    ends_at bigint,
    cron text,
    zone text,
    length bigint,
    because text not null,
    who text not null,
    who_name text not null,
    created_at bigint not null
);

create table maintenance_run (
    id bigint primary key,
    window_id bigint not null,
    name text not null,
    selectors text not null,
    began_at bigint not null,
    until bigint not null,
    ended_at bigint,
    because text not null,
    rooms text not null
);
create index maintenance_run_open on maintenance_run (id) where ended_at is null;

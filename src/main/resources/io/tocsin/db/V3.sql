-- What programs that report by themselves have said, and when their silence becomes a failure.
create table heartbeat (
    monitor_id text primary key,
    beat_at bigint,
    time text,
    started_at bigint,
    run text not null,
    failed boolean not null,
    deadline bigint
);

-- The first schema. Times are epoch milliseconds, lengths of time milliseconds. A statement ends with a semicolon at
-- the end of a line. ${id}: an integer key that the program may choose or leave to the database; ${blob}: bytes;
-- ${by-key}: rows are kept in the order of their key.

create table meta (
    key text primary key,
    value text not null
);

create table monitor (
    id text primary key,
    name text not null,
    origin text not null,
    definition text not null,
    version bigint not null,
    paused boolean not null,
    created_at bigint not null,
    updated_at bigint not null,
    removed_at bigint
);

create table status (
    monitor_id text primary key,
    state text not null,
    since bigint not null,
    flapping boolean not null,
    incident bigint
);

create table transition (
    id ${id},
    monitor_id text not null,
    at bigint not null,
    began bigint not null,
    from_state text not null,
    to_state text not null,
    flapping text not null,
    incident bigint
);
create index transition_of_monitor on transition (monitor_id, at);

create table incident (
    number bigint primary key,
    monitor_id text not null,
    monitor_name text not null,
    target text not null,
    state text not null,
    opened_at bigint not null,
    confirmed_at bigint not null,
    checks bigint not null,
    needed bigint not null,
    cause text not null,
    conditions text not null,
    acknowledged_by text,
    acknowledged_name text,
    acknowledged_at bigint,
    acknowledged_text text,
    closed_at bigint,
    version bigint not null
);
create index incident_of_monitor on incident (monitor_id, opened_at);
create index incident_by_time on incident (opened_at);
create index incident_open on incident (number) where closed_at is null;

create table incident_event (
    id ${id},
    incident bigint not null,
    at bigint not null,
    kind text not null,
    who text,
    text text not null
);
create index incident_event_of_incident on incident_event (incident, at);

create table mute (
    id ${id},
    selector text not null,
    until bigint,
    because text not null,
    who text not null,
    who_name text not null,
    created_at bigint not null,
    ended_at bigint
);

create table delivery (
    room text not null,
    incident bigint not null,
    told text not null,
    wanted bigint not null,
    shown bigint not null,
    reference text,
    posting_key text,
    digest bigint,
    done boolean not null,
    primary key (room, incident)
) ${by-key};
create index delivery_open on delivery (incident) where not done;
create index delivery_of_incident on delivery (incident);
create index delivery_of_digest on delivery (digest) where digest is not null;

create table digest (
    number bigint primary key,
    room text not null,
    reference text
);

create table delivery_line (
    id bigint primary key,
    room text not null,
    incident bigint not null,
    message text not null,
    at bigint not null,
    posting_key text,
    delivered_at bigint,
    refused text
);
create index delivery_line_waiting on delivery_line (id) where delivered_at is null;
create index delivery_line_delivered on delivery_line (delivered_at);

create table due (
    id bigint primary key,
    at bigint not null,
    kind text not null,
    subject text not null
);
create index due_at on due (at);

create table audit (
    id ${id},
    at bigint not null,
    who text not null,
    room text not null,
    command text not null,
    outcome text not null
);
create index audit_at on audit (at);

create table grant_ (
    person text not null,
    room text not null,
    role text not null,
    by_ text not null,
    at bigint not null,
    primary key (person, room)
) ${by-key};

create table room_alias (
    alias text primary key,
    room text not null,
    by_ text not null,
    at bigint not null
);

create table plugin_store (
    plugin text not null,
    key text not null,
    value text not null,
    primary key (plugin, key)
) ${by-key};

create table sample (
    monitor_id text not null,
    location text not null,
    minute bigint not null,
    checks bigint not null,
    failures bigint not null,
    sum_ms bigint not null,
    min_ms bigint not null,
    max_ms bigint not null,
    histogram ${blob},
    phases ${blob},
    primary key (monitor_id, location, minute)
) ${by-key};

create table sample_hour (
    monitor_id text not null,
    location text not null,
    hour bigint not null,
    checks bigint not null,
    failures bigint not null,
    sum_ms bigint not null,
    min_ms bigint not null,
    max_ms bigint not null,
    histogram ${blob},
    phases ${blob},
    primary key (monitor_id, location, hour)
) ${by-key};

create table raw_result (
    id ${id},
    monitor_id text not null,
    at bigint not null,
    incident bigint,
    state text not null,
    status bigint,
    ms bigint,
    reason text not null,
    body text not null
);
create index raw_result_of_monitor on raw_result (monitor_id, at);
create index raw_result_at on raw_result (at);

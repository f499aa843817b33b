-- What plugins remember.
create table plugin_memory (
    plugin text not null,
    key text not null,
    value text not null,
    primary key (plugin, key)
);

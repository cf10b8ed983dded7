-- What `xporter database apply` last did here: one row. digest is of all the SQL files together.
create table if not exists gcidm.schemaVersion (
    one       boolean primary key default true check (one),
    digest    text not null,
    appliedAt timestamptz(3) not null default now()
);

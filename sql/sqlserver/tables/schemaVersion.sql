-- What `xporter database apply` last did here: one row. digest is of all the SQL files together.
if object_id(N'gcidm.schemaVersion', N'U') is null
create table gcidm.schemaVersion (
    one       int not null default 1 constraint schemaVersion_key primary key check (one = 1),
    digest    nvarchar(64) collate Latin1_General_100_BIN2 not null,
    appliedAt datetime2(3) not null default sysutcdatetime()
);

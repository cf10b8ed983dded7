-- Nobody who reads waits for who writes, and a page shows one moment: row versions, as Azure SQL has them
-- from the start. Outside any transaction; done when it is not so yet, and only then are others put out.
if exists (select 1 from sys.databases d where d.database_id = db_id() and d.snapshot_isolation_state = 0)
    exec (N'alter database current set allow_snapshot_isolation on');
if exists (select 1 from sys.databases d where d.database_id = db_id() and d.is_read_committed_snapshot_on = 0)
    exec (N'alter database current set read_committed_snapshot on with rollback after 30 seconds');

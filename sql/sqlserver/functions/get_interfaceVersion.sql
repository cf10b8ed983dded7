-- The version of what the back-end calls here. It rises when a routine is added or changed that the
-- back-end needs; functions/readiness.py says which version that is. A database of a higher version
-- must still serve a back-end of the version before: databases are upgraded first.
create or alter procedure gcidm.get_interfaceVersion
as
set nocount, xact_abort on;
select 1 as get_interfaceversion;

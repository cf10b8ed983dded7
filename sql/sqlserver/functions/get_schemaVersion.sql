-- What `xporter database apply` did last: a digest of the SQL files, and when.
create or alter procedure gcidm.get_schemaVersion
as
set nocount, xact_abort on;
select v.digest, v.appliedAt as appliedat from gcidm.schemaVersion v;

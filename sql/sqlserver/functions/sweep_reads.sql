-- Removes up to @limit of the notes of what was read that are older than @days. Returns how many.
create or alter procedure gcidm.sweep_reads @days int, @limit int as
set nocount, xact_abort on;
delete top (@limit) from gcidm.reads where at < dateadd(day, -@days, sysutcdatetime());
select @@rowcount as sweep_reads;

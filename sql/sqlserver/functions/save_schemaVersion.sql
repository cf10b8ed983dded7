-- Notes what was applied; the time moves only when the digest changes.
create or alter procedure gcidm.save_schemaVersion
    @digest nvarchar(64)
as
set nocount, xact_abort on;
update gcidm.schemaVersion set digest = @digest, appliedAt = sysutcdatetime() where digest <> @digest;
insert into gcidm.schemaVersion (digest)
select @digest where not exists (select 1 from gcidm.schemaVersion);

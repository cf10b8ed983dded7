-- Makes an import known: what relying parties may see is derived anew and the feed's revision rises.
-- @dateLastModified is that of the records it saved.
create or alter procedure gcidm.publish @feed int, @dateLastModified datetime2(3) as
begin
    set nocount, xact_abort on;
    declare @revision bigint;
    exec gcidm.refresh_access null, @feed;
    exec gcidm.raise_revision @feed, @dateLastModified, @revision output;
    select @revision as publish;
end

-- The next changes of a kind after a place, in the order of sourcedId: the record to render or, when
-- it stays as it is, its present doc.
create or alter procedure gcidm.read_changes @kind nvarchar(40), @after int, @limit int as
begin
    set nocount, xact_abort on;
    select c.sourcedId as sourcedid, c.status, c.audienceId as audienceid, c.digest, c.record, r.doc
    from #changes c
    left join gcidm.records r on c.record is null and r.kind = @kind and r.sourcedId = c.sourcedId
    where c.kind = @kind and c.place > @after and c.place <= @after + @limit
    order by c.place
    option (recompile);
end

-- Gives the staged records of a kind the audience of the record that @column refers to ('sourcedId'
-- for records that extend another).
create or alter procedure gcidm.follow_audiences @kind nvarchar(40), @column nvarchar(128), @to nvarchar(40) as
begin
    set nocount, xact_abort on;
    insert into #audienceOf (kind, sourcedId, audienceId)
    select @kind, s.sourcedId, a.audienceId
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, @column) r
    join #audienceOf a on a.kind = @to and a.sourcedId = r.target
    where s.kind = @kind
    option (recompile);
end

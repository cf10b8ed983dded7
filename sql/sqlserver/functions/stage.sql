-- Takes a batch of a file's rows: a JSON array of {sourcedId, line, status, record}.
create or alter procedure gcidm.stage @kind nvarchar(40), @batch nvarchar(max) as
begin
    set nocount, xact_abort on;
    insert into #staged (kind, sourcedId, line, live, compared, status, record)
    select @kind, r.sourcedId, r.line, 0, 'record', r.status, r.record
    from openjson(@batch) b
    cross apply openjson(b.[value]) with (
        sourcedId nvarchar(255) '$.sourcedId', line int '$.line', status nvarchar(20) '$.status',
        record nvarchar(max) '$.record' as json
    ) r;
end

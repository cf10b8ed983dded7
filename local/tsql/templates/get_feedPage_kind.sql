if @kind = N'{plural}'
begin
{refuse}    insert into @keys (sourcedId)
    select top (@limit) m.sourcedId
    from {call} m
    where m.feedId = @feed and m.sourcedId > @after
    order by m.sourcedId
    option (recompile);
end;

if @kind = N'{plural}'
begin
{refuse}    select count_big(*) as count_feed
    from {call} m
    where m.feedId = @feed
    option (recompile);
end;

if @kind = N'{plural}'
begin
{refuse}    select @matches = case when count(*) > 0 then 1 else 0 end
    from {call} m
    where m.sourcedId = @record
    option (recompile);
end;

-- What time it is, in UTC, for the dates of changes.
create or alter function gcidm.clock() returns datetime2(3) as
begin
    return sysutcdatetime();
end

-- The first millisecond that is not before an instant, YYYY-MM-DDThh:mm:ss.ffffff in UTC: columns hold
-- milliseconds, requests microseconds.
create or alter function gcidm.instant_from(@text nvarchar(max)) returns datetime2(3) as
begin
    declare @instant datetime2(3) = try_convert(datetime2(3), left(@text, 23));
    return case when substring(@text, 24, 3) in (N'', N'000') or @instant = '9999-12-31 23:59:59.999' then @instant
                else dateadd(millisecond, 1, @instant) end;
end;

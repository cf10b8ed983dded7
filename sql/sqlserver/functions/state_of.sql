-- A document's state, as the back-end computes it: the MD5 of its UTF-8 bytes, in lower-case hexadecimal
-- digits. SQL Server encodes by a collation that Babelfish, which keeps texts in UTF-8, does not know;
-- and not every engine writes bytes as digits by itself.
create or alter function gcidm.state_of(@doc nvarchar(max)) returns nvarchar(32) as
begin
    declare @hash varbinary(16), @digits nvarchar(32) = N'', @at int = 1, @byte int;
    if serverproperty(N'Babelfish') is null
        set @hash = hashbytes('MD5', convert(varchar(max), @doc collate Latin1_General_100_CI_AS_SC_UTF8));
    else
        set @hash = hashbytes('MD5', @doc);
    while @at <= 16
    begin
        set @byte = cast(substring(@hash, @at, 1) as int);
        set @digits = @digits + substring(N'0123456789abcdef', 1 + @byte / 16, 1) + substring(N'0123456789abcdef', 1 + @byte % 16, 1);
        set @at = @at + 1;
    end;
    return @digits;
end;

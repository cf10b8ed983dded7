-- A record with another dateLastModified, in its column and in its document, where it stands in the head.
create or alter function gcidm.dated(@record nvarchar(max), @dateLastModified datetime2(3)) returns nvarchar(max) as
begin
    declare @shown nvarchar(24) = replace(left(convert(nvarchar(30), @dateLastModified, 126), 19), N' ', N'T') + N'.'
                                + right(N'00' + cast(datepart(millisecond, @dateLastModified) as nvarchar(3)), 3) + N'Z';
    declare @doc nvarchar(max) = (select r.doc from openjson(@record) with (doc nvarchar(max) '$.doc') r);
    declare @at int = charindex(N'"dateLastModified":"', @doc) + len(N'"dateLastModified":"');
    set @doc = stuff(@doc, @at, charindex(N'"', @doc, @at) - @at, @shown);
    return json_modify(json_modify(@record, '$.dateLastModified', @shown), '$.doc', @doc);
end;

-- A JSON value as the text that stands for it, of what openjson gives as value and type.
create or alter function gcidm.json_text(@value nvarchar(max), @type int) returns nvarchar(max) as
begin
    return case
        when @value is null or @type = 0 then N'null'
        when @type = 1 then N'"' + replace(string_escape(@value, 'json'), N'\/', N'/') + N'"'
        else @value end;
end

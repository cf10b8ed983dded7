-- A JSON value as the text that stands for it, of what openjson gives as value and type. Not by string_escape,
-- which not every engine has for more than ASCII.
create or alter function gcidm.json_text(@value nvarchar(max), @type int) returns nvarchar(max) as
begin
    if @type = 0
        return N'null';
    if @type <> 1
        return @value;
    declare @code int = 1, @text nvarchar(max);
    set @text = replace(replace(@value collate Latin1_General_100_BIN2, N'\', N'\\'), N'"', N'\"');
    -- Control characters are seldom.
    if patindex(N'%[' + nchar(1) + N'-' + nchar(31) + N']%', @text collate Latin1_General_100_BIN2) > 0
        while @code < 32
        begin
            set @text = replace(@text collate Latin1_General_100_BIN2, nchar(@code), N'\u00'
                + substring(N'01', @code / 16 + 1, 1) + substring(N'0123456789abcdef', @code % 16 + 1, 1));
            set @code = @code + 1;
        end
    return N'"' + @text + N'"';
end

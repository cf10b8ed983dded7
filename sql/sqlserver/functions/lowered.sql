-- A text in lower case, as the columns that are searched have it: see gcidm.users.
create or alter function gcidm.lowered(@text nvarchar(max)) returns nvarchar(max) as
begin
    return lower(lower(@text collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2);
end;

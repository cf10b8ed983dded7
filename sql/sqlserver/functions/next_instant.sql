-- The dateLastModified of a change that is about to be saved, for callers outside the database.
create or alter procedure gcidm.next_instant as
begin
    set nocount, xact_abort on;
    declare @instant datetime2(3);
    exec gcidm.take_instant @instant output;
    select @instant as next_instant;
end

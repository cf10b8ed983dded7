-- The server keeps the statistics of what is staged by itself, when a query first needs them.
create or alter procedure gcidm.analyse_staged as
begin
    set nocount, xact_abort on;
end

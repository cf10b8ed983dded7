-- Makes a slot of gcidm.guesses, without failures, unless there is one.
create or alter procedure gcidm.make_guess @slot int, @now datetime2(7) as
set nocount, xact_abort on;
begin try
    insert into gcidm.guesses (slot, failures, at)
    select @slot, 0, @now
    where not exists (select 1 from gcidm.guesses g with (updlock, holdlock) where g.slot = @slot);
end try
begin catch
    if error_number() not in (2601, 2627) throw;  -- somebody was faster, where the hints are not heeded
end catch;

-- Notes that credentials were right or wrong, in slots of gcidm.guesses (see get_guessWait).
create or alter procedure gcidm.save_guess @client int, @address int, @both int, @right bit as
set nocount, xact_abort on;
declare @now datetime2(7) = sysutcdatetime();
if @right = 1
begin
    exec gcidm.make_guess @both, @now;
    update gcidm.guesses set at = @now where slot = @both and at < dateadd(day, -1, @now);
end;
else
begin
    exec gcidm.note_failure @client, @now;
    exec gcidm.note_failure @address, @now;
end;

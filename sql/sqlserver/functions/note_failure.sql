-- Counts a failure in a slot of gcidm.guesses.
create or alter procedure gcidm.note_failure @slot int, @now datetime2(7) as
set nocount, xact_abort on;
exec gcidm.make_guess @slot, @now;
update gcidm.guesses set failures = 1 + gcidm.failures_left(failures, at, @now), at = @now where slot = @slot;

-- Keeps one of each staged record that a part states more than once in the same words; returns the lines
-- of the others. Records that contradict each other stay, for problems_duplicates to find.
create or alter procedure gcidm.fold_repeats @kind nvarchar(40) as
begin
    set nocount, xact_abort on;
    select r.line
    into #repeated
    from (
        select s.line, row_number() over (partition by s.sourcedId, s.status, s.record order by s.line) as nth
        from #staged s
        where s.kind = @kind and s.live = 0
    ) r
    where r.nth > 1
    option (recompile);

    delete s from #staged s
    where s.kind = @kind and s.live = 0 and s.line in (select r.line from #repeated r);

    select r.line from #repeated r;
end

-- For how many seconds no credentials of a client id, or from an address, are looked at: 0 when they are.
-- After @free failures (for an address four times as many, as several clients may share one) they
-- wait for four seconds, and each further one doubles the wait, up to a minute. A client that got a token from this very address in the last 30 days
-- need not wait for what others do to its client id. All three are slots of gcidm.guesses.
create or alter procedure gcidm.get_guessWait @client int, @address int, @both int, @free int as
set nocount, xact_abort on;
declare @now datetime2(7) = sysutcdatetime();
select coalesce(max(cast(ceiling(w.seconds - g.age) as int)), 0) as get_guesswait
from gcidm.guesses s
cross apply (
    select datediff_big(millisecond, s.at, @now) / 1000e0 as age,
           gcidm.failures_left(s.failures, s.at, @now) as failures,
           case s.slot when @address then 4 * @free else @free end as free
) a
cross apply (select a.age, round(a.failures, 0) as recent, a.free) g
cross apply (select case when g.recent - g.free < 4 then power(2e0, g.recent - g.free + 2) else 60e0 end as seconds) w
where (s.slot = @address
       or s.slot = @client and not exists (
           select 1 from gcidm.guesses b where b.slot = @both and b.at > dateadd(day, -30, @now)))
  and g.recent >= g.free and g.age < 60;

-- For how many seconds no credentials of a client id, or from an address, are looked at: 0 when they are.
-- After p_free failures (for an address four times as many, as several clients may share one) they
-- wait for four seconds, and each further one doubles the wait, up to a minute. A client that got a token from this very address in the last 30 days
-- need not wait for what others do to its client id. All three are slots of gcidm.guesses.
create or replace function gcidm.get_guessWait(p_client integer, p_address integer, p_both integer, p_free integer)
returns integer
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select coalesce(max(ceil(least(60, power(2, least(g.recent - g.free, 10) + 2)) - g.age)), 0)::integer
    from (
        select extract(epoch from clock_timestamp() - s.at)::double precision as age,
               round(s.failures * power(0.5, least(extract(epoch from clock_timestamp() - s.at)::double precision / 600, 100))) as recent,
               case s.slot when p_address then 4 * p_free else p_free end as free
        from gcidm.guesses s
        where s.slot = p_address
           or (s.slot = p_client and not exists (
                select from gcidm.guesses b where b.slot = p_both and b.at > clock_timestamp() - interval '30 days'))
    ) g
    where g.recent >= g.free and g.age < 60
$$;

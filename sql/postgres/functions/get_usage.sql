-- What each relying party asked for since a moment, a row per call: how often, how much came back, how
-- often it failed, how long the back-end took, when it asked last, and when it last completed a full
-- and a delta pull.
create or replace function gcidm.get_usage(p_since timestamptz)
returns table (name text, call text, requests bigint, records bigint, bytes bigint, unchanged bigint, errors bigint, milliseconds double precision,
               slowest double precision, lastAt timestamptz, lastFull timestamptz, lastDelta timestamptz)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select coalesce(p.name, '#' || r.relyingPartyId), r.call, count(*), sum(r.records), sum(r.bytes)::bigint,
           count(*) filter (where r.status = 304), count(*) filter (where r.status >= 400),
           avg(r.milliseconds), max(r.milliseconds)::double precision, max(r.at),
           max(r.at) filter (where r.pull = 'full'), max(r.at) filter (where r.pull = 'delta')
    from gcidm.reads r
    left join gcidm.relyingParties p on p.relyingPartyId = r.relyingPartyId
    where r.at >= p_since
    group by p.name, r.relyingPartyId, r.call
    order by 1, 2
$$;

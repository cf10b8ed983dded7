-- Takes up to p_wanted permits of a relying party, fewer when its limit is small: how many (0: none are
-- left), what the limit is and what is left of it, and in how many seconds there will be another.
-- p_perMinute is the limit of those who have none of their own.
create or replace function gcidm.take_permits(p_relyingParty integer, p_perMinute integer, p_wanted integer)
returns table (granted integer, perMinute integer, remaining integer, seconds integer)
language plpgsql security definer set search_path = gcidm, pg_temp as $$
#variable_conflict use_column
declare
    v_limit     integer := coalesce((select r.requestsPerMinute from gcidm.relyingParties r where r.relyingPartyId = p_relyingParty), p_perMinute);
    v_available double precision;
    v_granted   integer;
begin
    set local synchronous_commit = off;
    insert into gcidm.permits (relyingPartyId, available, at) values (p_relyingParty, v_limit, clock_timestamp()) on conflict do nothing;
    select least(v_limit, p.available + extract(epoch from clock_timestamp() - p.at) * v_limit / 60) into v_available
    from gcidm.permits p where p.relyingPartyId = p_relyingParty for update;
    v_granted := least(p_wanted, greatest(1, v_limit / 20), floor(v_available));
    update gcidm.permits p set available = v_available - v_granted, at = clock_timestamp() where p.relyingPartyId = p_relyingParty;
    return query select v_granted, v_limit, floor(v_available - v_granted)::integer,
                        case when v_granted > 0 then 0 else greatest(1, ceil((1 - v_available) * 60 / v_limit))::integer end;
end
$$;

-- Adds schools (a JSON array of sourcedIds) to those that authorise a relying party.
create or replace function gcidm.authorise_relyingParty(p_relyingParty integer, p_schools text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into gcidm.relyingPartySchools (relyingPartyId, schoolSourcedId)
    select p_relyingParty, s.sourcedId from jsonb_array_elements_text(p_schools::jsonb) s (sourcedId)
    on conflict do nothing;
    perform gcidm.refresh_access(p_relyingParty, null);
end
$$;

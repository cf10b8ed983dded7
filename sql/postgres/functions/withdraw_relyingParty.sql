-- Takes schools (a JSON array of sourcedIds) from those that authorise a relying party.
create or replace function gcidm.withdraw_relyingParty(p_relyingParty integer, p_schools text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    delete from gcidm.relyingPartySchools r
    where r.relyingPartyId = p_relyingParty
      and r.schoolSourcedId in (select jsonb_array_elements_text(p_schools::jsonb));
    perform gcidm.refresh_access(p_relyingParty, null);
end
$$;

-- Lets a relying party see a school, with a new secret that the two share; an earlier one ends.
create or replace function gcidm.save_relyingPartySchoolSecret(p_relyingParty integer, p_school text, p_secretHash text)
returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    perform gcidm.authorise_relyingParty(p_relyingParty, jsonb_build_array(p_school)::text);
    update gcidm.relyingPartySchools s set secretHash = p_secretHash, authorisedAt = now()
    where s.relyingPartyId = p_relyingParty and s.schoolSourcedId = p_school;
end
$$;

-- Gives a relying party a new secret. The ones it had live on for p_keepSeconds at most; 0 ends them now.
create or replace function gcidm.rotate_relyingPartySecret(p_relyingParty integer, p_secretHash text, p_keepSeconds integer)
returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    update gcidm.relyingPartySecrets s
    set expiresAt = least(s.expiresAt, now() + make_interval(secs => p_keepSeconds))
    where s.relyingPartyId = p_relyingParty;
    delete from gcidm.relyingPartySecrets s
    where s.relyingPartyId = p_relyingParty and (s.expiresAt <= now() or p_keepSeconds = 0);
    insert into gcidm.relyingPartySecrets (relyingPartyId, secretHash) values (p_relyingParty, p_secretHash);
end
$$;

-- Gives a relying party a consumer key and secret to sign requests with, in the place of any before.
create or replace function gcidm.save_relyingPartyConsumer(p_relyingParty integer, p_consumerKey text, p_encryptedSecret text)
returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    insert into gcidm.relyingPartyConsumers (relyingPartyId, consumerKey, encryptedSecret)
    values (p_relyingParty, p_consumerKey, p_encryptedSecret)
    on conflict (relyingPartyId) do update
    set consumerKey = excluded.consumerKey, encryptedSecret = excluded.encryptedSecret, createdAt = now()
$$;

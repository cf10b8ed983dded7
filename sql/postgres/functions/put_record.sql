-- Saves one record for a relying party, new or in the place of another, where its owner record says:
-- in the owner's feed, for the owner's audience. Answers what became of it:
--   created, replaced
--   forbidden    the sourcedId is a record's that the relying party may not see, or may not move to
--                another feed
--   changed      p_ifMatch names another state of the record than the present one ('*': any), or it
--                is not there, or not for the relying party
create or replace function gcidm.put_record(
    p_kind         text,
    p_relyingParty integer,
    p_school       text,
    p_feed         integer,
    p_audience     integer,
    p_record       jsonb,
    p_ifMatch      text
) returns text
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_known  record;
    v_seen   record;
    v_when   timestamptz;
    v_record jsonb;
begin
    -- one writer after the other, of a record that is not there yet as well
    perform pg_advisory_xact_lock(hashtext('gcidm.put ' || p_kind), hashtext(p_record ->> 'sourcedId'));
    execute format('select feedId, audienceId, status, md5(doc) as state from gcidm.%I where sourcedId = $1', lower(p_kind))
        into v_known using p_record ->> 'sourcedId';
    if v_known.feedId is not null then
        select * into v_seen from gcidm.visible_feeds(p_relyingParty, p_school) f
        where f.feedId = v_known.feedId and (f.audiences is null or v_known.audienceId = any(f.audiences));
        if v_seen.feedId is null and p_ifMatch is not null then
            return 'changed';  -- to this relying party it is not there
        elsif v_seen.feedId is distinct from p_feed then
            return 'forbidden';
        end if;
    end if;
    if p_ifMatch is not null and coalesce(v_known.status <> 'active' or p_ifMatch not in ('*', v_known.state), true) then
        return 'changed';
    end if;
    v_when := gcidm.next_instant();
    v_record := gcidm.dated(p_record, v_when) || jsonb_build_object('audienceId', p_audience);
    execute format('select gcidm.%I($1, $2)', 'save_' || lower(p_kind)) using p_feed, jsonb_build_array(v_record)::text;
    perform gcidm.raise_revision(p_feed, v_when);
    return case when v_known.status = 'active' then 'replaced' else 'created' end;
end
$$;

-- Saves a category for a relying party. It refers to nothing that says where it belongs: it keeps its
-- feed and audience when it is known, else it goes to the relying party's first feed, for those schools
-- of the feed that authorised it. See put_record.
create or replace function gcidm.put_categories(p_relyingParty integer, p_school text, p_record text, p_ifMatch text)
returns table (outcome text)
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_record jsonb := p_record::jsonb;
    v_place  record;
begin
    select * into v_place from gcidm.visible_record('categories', p_relyingParty, p_school, v_record ->> 'sourcedId');
    if v_place.feedId is null then
        select f.feedId, gcidm.audience_of_access(p_relyingParty, p_school, f.feedId) as audienceId into v_place
        from gcidm.visible_feeds(p_relyingParty, p_school) f limit 1;
    end if;
    outcome := case
        when v_place.feedId is null then 'forbidden'
        else gcidm.put_record('categories', p_relyingParty, p_school, v_place.feedId, v_place.audienceId, v_record, p_ifMatch) end;
    return next;
end
$$;

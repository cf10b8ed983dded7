-- Saves a line item for a relying party; it belongs where its class does. See put_record; moreover:
-- unknown class, unknown category, unknown gradingPeriod.
create or replace function gcidm.put_lineItems(p_relyingParty integer, p_school text, p_record text, p_ifMatch text)
returns table (outcome text)
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_record jsonb := p_record::jsonb;
    v_class  record;
begin
    select * into v_class from gcidm.visible_record('classes', p_relyingParty, p_school, v_record ->> 'classSourcedId');
    outcome := case
        when v_class.feedId is null then 'unknown class'
        when v_record ? 'categorySourcedId' and (gcidm.visible_record('categories', p_relyingParty, p_school, v_record ->> 'categorySourcedId')).feedId is null
            then 'unknown category'
        when v_record ? 'gradingPeriodSourcedId' and (gcidm.visible_record('academicSessions', p_relyingParty, p_school, v_record ->> 'gradingPeriodSourcedId')).feedId is null
            then 'unknown gradingPeriod'
        else gcidm.put_record('lineItems', p_relyingParty, p_school, v_class.feedId, v_class.audienceId, v_record, p_ifMatch) end;
    return next;
end
$$;

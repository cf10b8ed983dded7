-- Saves a result for a relying party; it belongs where its line item does. See put_record; moreover:
-- unknown lineItem, unknown student.
create or replace function gcidm.put_results(p_relyingParty integer, p_school text, p_record text, p_ifMatch text)
returns table (outcome text)
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_record jsonb := p_record::jsonb;
    v_item   record;
begin
    select * into v_item from gcidm.visible_record('lineItems', p_relyingParty, p_school, v_record ->> 'lineItemSourcedId');
    outcome := case
        when v_item.feedId is null then 'unknown lineItem'
        when (gcidm.visible_record('users', p_relyingParty, p_school, v_record ->> 'studentSourcedId')).feedId is null
            then 'unknown student'
        else gcidm.put_record('results', p_relyingParty, p_school, v_item.feedId, v_item.audienceId, v_record, p_ifMatch) end;
    return next;
end
$$;

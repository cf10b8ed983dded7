-- Replaces the links of a batch's records in one field by what p_column of each record lists.
-- Planned anew each time: the plan for an empty table is a disaster once that table is full.
create or replace function gcidm.save_links(p_field text, p_column text, p_batch jsonb) returns void
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    delete from gcidm.links l
    using jsonb_to_recordset(p_batch) as r("sourcedId" text)
    where l.field = p_field and l.sourcedId = r."sourcedId";

    insert into gcidm.links (field, sourcedId, target)
    select p_field, r ->> 'sourcedId', t.target
    from jsonb_array_elements(p_batch) as r
    cross join lateral jsonb_array_elements_text(r -> p_column) as t(target);
end
$$;

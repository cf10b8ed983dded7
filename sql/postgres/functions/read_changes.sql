-- The next changes of a kind after a place, in the order of sourcedId: the record to render or, when
-- it stays as it is, its present doc.
create or replace function gcidm.read_changes(p_kind text, p_after integer, p_limit integer)
returns table (sourcedId text, status text, audienceId integer, digest text, record text, doc text)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    select c.sourcedId, c.status, c.audienceId, c.digest, c.record::text, r.doc
    from pg_temp.changes c
    left join gcidm.records r on c.record is null and r.kind = p_kind and r.sourcedId = c.sourcedId
    where c.kind = p_kind and c.place > p_after and c.place <= p_after + p_limit
    order by c.place;
end
$$;

-- References of a part's column (a sourcedId or a list of them; 'sourcedId' itself for records that
-- extend another) to nothing: neither in the set nor, for an absent file, in the feed. The first 100,
-- with the sourcedId of the record that refers.
create or replace function gcidm.problems_references(p_kind text, p_column text, p_to text)
returns table (line integer, value text, other text, total bigint)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    select r.line, r.target, r.sourcedId, count(*) over ()
    from gcidm.staged_references(p_kind, p_column) r
    where not exists (
        select from pg_temp.staged t where t.kind = p_to and t.sourcedId = r.target
    )
    order by r.line
    limit 100;
end
$$;

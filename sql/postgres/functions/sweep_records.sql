-- Removes up to p_limit tombstones of a kind that are older than p_days and to which nothing refers any more,
-- with their links. Returns how many. The revision of their feeds rises, and what was published so long
-- ago is forgotten in the same transaction: nobody who would need these tombstones gets a delta
-- without them. So none goes that bears an old date but was published later (see changed_from).
create or replace function gcidm.sweep_records(p_kind text, p_days integer, p_limit integer) returns integer
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    v_before timestamptz := now() - make_interval(days => p_days);
    v_ids    text[];
    v_feeds  integer[];
begin
    execute format($delete$
        with swept as (
            delete from gcidm.%1$I s
            where s.sourcedId in (
                select t.sourcedId from gcidm.%1$I t
                where t.status = 'tobedeleted' and t.dateLastModified < $1
                  and not (%2$s)
                order by t.sourcedId limit $2
            )
            returning s.sourcedId, s.feedId
        )
        select array_agg(s.sourcedId), array_agg(distinct s.feedId) from swept s
    $delete$, lower(p_kind), gcidm.referred_to(p_kind)) into v_ids, v_feeds using gcidm.changed_from(v_before, null), p_limit;

    delete from gcidm.links l where l.sourcedId = any(v_ids) and split_part(l.field, '.', 1) = p_kind;
    if p_kind = 'users' then
        delete from gcidm.links l where l.field = 'users.agents' and l.target = any(v_ids);
        delete from gcidm.statedAgents a where a.sourcedId = any(v_ids) or a.agent = any(v_ids);
    end if;
    perform gcidm.raise_revision(f.feedId, gcidm.next_instant()) from unnest(v_feeds) as f(feedId);
    perform gcidm.sweep_publications(v_before);
    return coalesce(cardinality(v_ids), 0);
end
$$;

-- Makes of the rows that delete what they mean: the record as it is, with another status. Takes out those of
-- records that neither the feed has nor they themselves; returns the lines of these. p_columns: see live_record.
create or replace function gcidm.settle_deletions(p_feed integer, p_kind text, p_columns text)
returns table (line integer)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    execute format($update$
        update pg_temp.staged s
        set compared = 'state', record = %s
        from gcidm.%I t
        where s.kind = $1 and s.status = 'tobedeleted' and t.sourcedId = s.sourcedId and t.feedId = $2
    $update$, gcidm.live_record(p_kind, p_columns), lower(p_kind)) using p_kind, p_feed;

    return query
    delete from pg_temp.staged s
    where s.kind = p_kind and s.status = 'tobedeleted' and s.compared <> 'state' and s.record = '{}'
      and not exists (select from gcidm.records r where r.kind = p_kind and r.sourcedId = s.sourcedId)
    returning s.line;
end
$$;

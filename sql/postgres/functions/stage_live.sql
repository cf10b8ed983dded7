-- Stages what is wanted of a kind and the set does not state. p_columns: see live_record. Tombstones
-- are what they were, whatever others say of them.
create or replace function gcidm.stage_live(p_feed integer, p_kind text, p_columns text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    execute format($insert$
        insert into pg_temp.staged (kind, sourcedId, line, live, compared, status, record)
        select w.kind, t.sourcedId, 0, true,
               case when t.status = 'active' or w.compared = 'nothing' then w.compared else 'state' end,
               t.status, %s
        from pg_temp.wanted w
        join gcidm.%I t on t.sourcedId = w.sourcedId and t.feedId = $1
        where w.kind = $2 and not exists (
            select from pg_temp.staged s where s.kind = $2 and s.sourcedId = t.sourcedId
        )
    $insert$, gcidm.live_record(p_kind, p_columns), lower(p_kind)) using p_feed, p_kind;
end
$$;

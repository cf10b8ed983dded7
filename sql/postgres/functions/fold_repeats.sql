-- Keeps one of each staged record that a part states more than once in the same words; returns the lines
-- of the others. Records that contradict each other stay, for problems_duplicates to find.
create or replace function gcidm.fold_repeats(p_kind text) returns table (line integer)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    delete from pg_temp.staged s
    using (
        select r.line,
               row_number() over (partition by r.sourcedId, r.status, r.record order by r.line) as nth
        from pg_temp.staged r
        where r.kind = p_kind and not r.live
    ) repeated
    where s.kind = p_kind and not s.live and s.line = repeated.line and repeated.nth > 1
    returning s.line;
end
$$;

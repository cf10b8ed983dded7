-- Removes up to p_limit of the notes of what was read that are older than p_days. Returns how many.
create or replace function gcidm.sweep_reads(p_days integer, p_limit integer) returns integer
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_swept integer;
begin
    delete from gcidm.reads r
    where r.ctid = any(array(select s.ctid from gcidm.reads s where s.at < now() - make_interval(days => p_days) limit p_limit));
    get diagnostics v_swept = row_count;
    return v_swept;
end
$$;

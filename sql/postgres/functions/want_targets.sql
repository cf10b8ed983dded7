-- Wants what a part's records refer to in one column.
create or replace function gcidm.want_targets(p_kind text, p_column text, p_to text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.wanted (kind, sourcedId, compared)
    select distinct p_to, r.target, 'nothing'
    from gcidm.staged_references(p_kind, p_column) r
    on conflict do nothing;
end
$$;

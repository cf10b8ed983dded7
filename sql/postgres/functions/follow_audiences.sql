-- Gives the staged records of a kind the audience of the record that p_column refers to ('sourcedId'
-- for records that extend another).
create or replace function gcidm.follow_audiences(p_kind text, p_column text, p_to text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    insert into pg_temp.audienceOf (kind, sourcedId, audienceId)
    select p_kind, s.sourcedId, a.audienceId
    from pg_temp.staged s
    join pg_temp.audienceOf a
        on a.kind = p_to
        and a.sourcedId = case when p_column = 'sourcedId' then s.sourcedId else s.record ->> p_column end
    where s.kind = p_kind;
end
$$;

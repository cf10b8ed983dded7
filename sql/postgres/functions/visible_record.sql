-- The feed and audience of an active record that a relying party may see; nulls when there is none.
create or replace function gcidm.visible_record(
    p_kind         text,
    p_relyingParty integer,
    p_school       text,
    p_sourcedId    text,
    out feedId     integer,
    out audienceId integer
) language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    execute format(
        'select t.feedId, t.audienceId from gcidm.%I t
         join gcidm.visible_feeds($1, $2) f on f.feedId = t.feedId
         where t.sourcedId = $3 and t.status = ''active'' and (f.audiences is null or t.audienceId = any(f.audiences))',
        lower(p_kind)) into feedId, audienceId using p_relyingParty, p_school, p_sourcedId;
end
$$;

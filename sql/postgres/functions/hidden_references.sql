-- For a relying party that sees only some of a feed: SQL text that lists, as a JSON array text, what a
-- page's records refer to that the relying party may not see ($3: the audiences that it may).
create or replace function gcidm.hidden_references(p_kind text) returns text
language sql immutable security definer set search_path = gcidm, pg_temp as $$
    select case p_kind
        when 'users' then '(select json_agg(distinct l.target)::text from gcidm.links l
            left join gcidm.users u on l.field = ''users.agents'' and u.sourcedId = l.target
            left join gcidm.orgs o on l.field = ''users.orgs'' and o.sourcedId = l.target
            where l.field in (''users.agents'', ''users.orgs'') and l.sourcedId = any(array_agg(p.sourcedId))
              and not coalesce(coalesce(u.audienceId, o.audienceId) = any($3), false))'
        -- children, and a school''s parent when that is a school too
        when 'orgs' then '(select json_agg(distinct o.sourcedId)::text from gcidm.orgs o
            left join gcidm.orgs child on child.parentSourcedId = o.sourcedId
            where (o.parentSourcedId = any(array_agg(p.sourcedId)) or child.sourcedId = any(array_agg(p.sourcedId)))
              and not o.audienceId = any($3))'
        -- a school''s course that another school teaches, an enrollment at another school than the class''s
        when 'courses' then '(select json_agg(distinct o.sourcedId)::text from gcidm.courses c
            join gcidm.orgs o on o.sourcedId = c.orgSourcedId
            where c.sourcedId = any(array_agg(p.sourcedId)) and not o.audienceId = any($3))'
        when 'enrollments' then '(select json_agg(distinct o.sourcedId)::text from gcidm.enrollments e
            join gcidm.orgs o on o.sourcedId = e.schoolSourcedId
            where e.sourcedId = any(array_agg(p.sourcedId)) and not o.audienceId = any($3))'
        else 'null::text' end
$$;

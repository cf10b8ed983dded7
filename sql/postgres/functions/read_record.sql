-- The one record that a query names ("only" with a sourcedId, and what else must hold), as a page: one
-- row, or none. A statement for each kind, whose plan is kept; to put it together, as read_plain_page
-- does, costs three times as much.
--
-- query: {"only": [{"column", "value"}]}, each column one of sourcedId, status and those that a branch
-- names: any other is what no record has
create or replace function gcidm.read_record(
    p_kind         text,
    p_relyingParty integer,
    p_school       text,
    p_query        jsonb
) returns table (feedId integer, sourcedId text, sortKey text, records bigint, docs text, hidden text)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_wanted    jsonb := (select jsonb_object_agg(o.value ->> 'column', o.value -> 'value')
                          from jsonb_array_elements(p_query -> 'only') o);
    v_id        text  := v_wanted ->> 'sourcedId';
    v_has       jsonb;
    v_status    text;
    v_audience  integer;
    v_audiences integer[];
begin
    case p_kind
        when 'orgs' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, jsonb_build_object('type', t.type)
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.orgs t where t.sourcedId = v_id;
        when 'academicSessions' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, jsonb_build_object('type', t.type)
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.academicSessions t where t.sourcedId = v_id;
        when 'resources' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.resources t where t.sourcedId = v_id;
        when 'courses' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.courses t where t.sourcedId = v_id;
        when 'classes' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.classes t where t.sourcedId = v_id;
        when 'users' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, jsonb_build_object('role', t.role)
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.users t where t.sourcedId = v_id;
        when 'enrollments' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.enrollments t where t.sourcedId = v_id;
        when 'demographics' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.demographics t where t.sourcedId = v_id;
        when 'categories' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.categories t where t.sourcedId = v_id;
        when 'lineItems' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.lineItems t where t.sourcedId = v_id;
        when 'results' then
            select t.feedId, t.sourcedId, t.audienceId, t.status, t.doc, '{}'
            into feedId, sourcedId, v_audience, v_status, docs, v_has from gcidm.results t where t.sourcedId = v_id;
    end case;
    v_has := v_has || jsonb_build_object('sourcedId', sourcedId, 'status', v_status);
    if (v_has @> v_wanted) is not true then
        return;
    end if;
    select f.audiences into v_audiences from gcidm.visible_feeds(p_relyingParty, p_school) f
    where f.feedId = read_record.feedId and (f.audiences is null or v_audience = any(f.audiences));
    if not found then
        return;
    end if;
    if v_audiences is not null then
        execute format('select %s from (select $1 as sourcedId) p', gcidm.hidden_references(p_kind))
            into hidden using sourcedId, null, v_audiences;
    end if;
    records := 1;
    return next;
end
$$;

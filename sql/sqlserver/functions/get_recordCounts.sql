-- The records of each kind, for the operator: how many are active, how many are deleted.
create or alter procedure gcidm.get_recordCounts as
set nocount, xact_abort on;
select c.kind, c.active, c.tobedeleted
from (
    select 1 as place, N'orgs' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.orgs t
    union all
    select 2 as place, N'academicSessions' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.academicSessions t
    union all
    select 3 as place, N'courses' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.courses t
    union all
    select 4 as place, N'classes' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.classes t
    union all
    select 5 as place, N'users' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.users t
    union all
    select 6 as place, N'enrollments' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.enrollments t
    union all
    select 7 as place, N'demographics' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.demographics t
    union all
    select 8 as place, N'resources' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.resources t
    union all
    select 9 as place, N'categories' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.categories t
    union all
    select 10 as place, N'lineItems' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.lineItems t
    union all
    select 11 as place, N'results' as kind, count_big(case when t.status = N'active' then 1 end) as active, count_big(case when t.status = N'tobedeleted' then 1 end) as tobedeleted from gcidm.results t
) c
order by c.place;

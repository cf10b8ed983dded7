-- A query of the back-end, one row, a column for each of its values:
--
-- query: {"only":   [{"column", "value"}],                      all must hold
--         "within": [{"relation", "value"}],                     all must hold, two at most
--         "filter": [{"column", "as", "operator", "value",       one, or two joined by logic
--                     "key", "to"}],
--         "logic":  "and" | "or",
--         "sort":   {"column", "as", "descending"}}
--
-- value is in lower case where texts are compared without regard to case. from: of a clause
-- dateLastModified > or >= value, from which instant on changes are meant (see changed_from; @relyingParty:
-- who asks, null: an operator).
-- beyond: how much of the query nobody could answer.
create or alter function gcidm.read_query(@query nvarchar(max), @relyingParty int) returns table as return
select gcidm.sourcedId_of(o.sourcedId) as sourcedId, o.status, o.role, o.type,
       q.within1, gcidm.sourcedId_of(q.in1) as in1, q.within2, gcidm.sourcedId_of(q.in2) as in2,
       cast(case when q.logic = N'or' and q.column2 is not null then 1 else 0 end as bit) as either,
       q.column1, q.operator1, q.key1,
       cast(case when q.as1 in (N'text', N'metadata') then gcidm.lowered(q.value1) else q.value1 end as nvarchar(4000)) as value1,
       case when q.column1 = N'dateLastModified' and q.operator1 in (N'>', N'>=') then gcidm.changed_from(gcidm.instant_from(q.value1), @relyingParty) end as from1,
       q.column2, q.operator2, q.key2,
       cast(case when q.as2 in (N'text', N'metadata') then gcidm.lowered(q.value2) else q.value2 end as nvarchar(4000)) as value2,
       case when q.column2 = N'dateLastModified' and q.operator2 in (N'>', N'>=') then gcidm.changed_from(gcidm.instant_from(q.value2), @relyingParty) end as from2,
       q.sort, cast(case when q.descending = N'true' then 1 else 0 end as bit) as descending,
       o.others + case when q.within3 is null then 0 else 1 end + case when q.column3 is null then 0 else 1 end
           + case when q.operator1 not in (N'=', N'!=', N'>', N'>=', N'<', N'<=', N'~') then 1 else 0 end
           + case when q.operator2 not in (N'=', N'!=', N'>', N'>=', N'<', N'<=', N'~') then 1 else 0 end as beyond
from openjson(@query) with (
    within1    nvarchar(32)   '$.within[0].relation',
    in1        nvarchar(max)  '$.within[0].value',
    within2    nvarchar(32)   '$.within[1].relation',
    in2        nvarchar(max)  '$.within[1].value',
    within3    nvarchar(32)   '$.within[2].relation',
    logic      nvarchar(8)    '$.logic',
    column1    nvarchar(64)   '$.filter[0].column',
    as1        nvarchar(16)   '$.filter[0].as',
    operator1  nvarchar(8)    '$.filter[0].operator',
    value1     nvarchar(max)  '$.filter[0].value',
    key1       nvarchar(max)  '$.filter[0].key',
    column2    nvarchar(64)   '$.filter[1].column',
    as2        nvarchar(16)   '$.filter[1].as',
    operator2  nvarchar(8)    '$.filter[1].operator',
    value2     nvarchar(max)  '$.filter[1].value',
    key2       nvarchar(max)  '$.filter[1].key',
    column3    nvarchar(64)   '$.filter[2].column',
    sort       nvarchar(64)   '$.sort.column',
    descending nvarchar(8)    '$.sort.descending'
) q
cross join (
    select max(case when s.[column] = N'sourcedId' then s.value end) as sourcedId,
           max(case when s.[column] = N'status' then s.value end) as status,
           max(case when s.[column] = N'role' then s.value end) as role,
           max(case when s.[column] = N'type' then s.value end) as type,
           count(case when s.[column] not in (N'sourcedId', N'status', N'role', N'type') then 1 end) as others
    from openjson(@query, '$.only') with ([column] nvarchar(64) '$.column', value nvarchar(max) '$.value') s
) o;

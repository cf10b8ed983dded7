-- Whether a relying party may see the records within which a nested call reads (a query's "within"), one
-- row. What lies within a record that it may not see is nothing, even where it sees those records
-- elsewhere: the call would tell that they belong together.
create or alter function gcidm.sees_around(
    @relyingParty int, @school nvarchar(255), @within1 nvarchar(32), @in1 nvarchar(255), @within2 nvarchar(32), @in2 nvarchar(255)
) returns table as return
select cast(case when count(*) = 0 then 1 else 0 end as bit) as sees
from (values (@within1, @in1), (@within2, @in2)) w (relation, sourcedId)
where w.relation is not null and not exists (
    select 1 from gcidm.known_record(
        case w.relation
            when N'school' then N'orgs'
            when N'class' then N'classes'
            when N'course' then N'courses'
            when N'term' then N'academicSessions'
            when N'lineItem' then N'lineItems'
            else N'users' end,
        @relyingParty, @school, w.sourcedId));

-- The names of the metadata that a feed's records of a kind hold, a row for each record that has it.
create or alter function gcidm.metadata_names(@kind nvarchar(32), @feed int) returns table as return
select r.audienceId, m.[key] collate Latin1_General_100_BIN2 as name
from (
    select t.audienceId, t.metadata from gcidm.orgs t where @kind = N'orgs' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.academicSessions t where @kind = N'academicSessions' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.courses t where @kind = N'courses' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.classes t where @kind = N'classes' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.users t where @kind = N'users' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.enrollments t where @kind = N'enrollments' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.demographics t where @kind = N'demographics' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.resources t where @kind = N'resources' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.categories t where @kind = N'categories' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.lineItems t where @kind = N'lineItems' and t.feedId = @feed and t.metadata is not null
    union all
    select t.audienceId, t.metadata from gcidm.results t where @kind = N'results' and t.feedId = @feed and t.metadata is not null
) r
cross apply openjson(r.metadata) m;

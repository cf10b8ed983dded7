-- What the eleven kinds have in common, a branch per kind: a query that names the kind reads one table.
create or alter view gcidm.records as
select 'orgs' as kind, sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.orgs
union all
select 'academicSessions', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.academicSessions
union all
select 'resources', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.resources
union all
select 'courses', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.courses
union all
select 'classes', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.classes
union all
select 'users', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.users
union all
select 'enrollments', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.enrollments
union all
select 'demographics', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.demographics
union all
select 'categories', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.categories
union all
select 'lineItems', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.lineItems
union all
select 'results', sourcedId, feedId, audienceId, status, digest, doc, dateLastModified from gcidm.results

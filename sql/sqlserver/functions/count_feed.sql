-- How many of a feed's records of a kind match a query (see read_query). Written by `python -m local.tsql`.
create or alter procedure gcidm.count_feed @kind nvarchar(32), @feed int, @query nvarchar(max) as
set nocount, xact_abort on;
declare @sourcedId nvarchar(255), @status nvarchar(255), @role nvarchar(255), @type nvarchar(255), @either bit,
        @within1 nvarchar(32), @in1 nvarchar(255), @within2 nvarchar(32), @in2 nvarchar(255),
        @column1 nvarchar(64), @operator1 nvarchar(8), @value1 nvarchar(4000), @key1 nvarchar(4000), @from1 datetime2(3),
        @column2 nvarchar(64), @operator2 nvarchar(8), @value2 nvarchar(4000), @key2 nvarchar(4000), @from2 datetime2(3),
        @sort nvarchar(64), @descending bit, @beyond int;
select @sourcedId = q.sourcedId, @status = q.status, @role = q.role, @type = q.type, @either = q.either,
       @within1 = q.within1, @in1 = q.in1, @within2 = q.within2, @in2 = q.in2,
       @column1 = q.column1, @operator1 = q.operator1, @value1 = q.value1, @key1 = q.key1, @from1 = q.from1,
       @column2 = q.column2, @operator2 = q.operator2, @value2 = q.value2, @key2 = q.key2, @from2 = q.from2,
       @sort = q.sort, @descending = q.descending, @beyond = q.beyond
from gcidm.read_query(@query, null) q;
if @kind = N'orgs'
begin
    if @beyond > 0 or @within1 not in (N'') or @within2 not in (N'') or @role is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'name', N'type', N'identifier', N'parentSourcedId', N'children', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'name', N'type', N'identifier', N'parentSourcedId', N'children', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'name', N'type', N'identifier', N'parentSourcedId')
        throw 50000, N'gcidm: orgs cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.orgs_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'academicSessions'
begin
    if @beyond > 0 or @within1 not in (N'school', N'term') or @within2 not in (N'school', N'term') or @role is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'startDate', N'endDate', N'type', N'parentSourcedId', N'children', N'schoolYear', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'startDate', N'endDate', N'type', N'parentSourcedId', N'children', N'schoolYear', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'startDate', N'endDate', N'type', N'parentSourcedId', N'schoolYear')
        throw 50000, N'gcidm: academicSessions cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.academicSessions_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'resources'
begin
    if @beyond > 0 or @within1 not in (N'course', N'class') or @within2 not in (N'course', N'class') or @role is not null or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'vendorResourceId', N'title', N'roles', N'importance', N'vendorId', N'applicationId', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'vendorResourceId', N'title', N'roles', N'importance', N'vendorId', N'applicationId', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'vendorResourceId', N'title', N'importance', N'vendorId', N'applicationId')
        throw 50000, N'gcidm: resources cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.resources_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'courses'
begin
    if @beyond > 0 or @within1 not in (N'school') or @within2 not in (N'school') or @role is not null or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'schoolYearSourcedId', N'courseCode', N'grades', N'subjects', N'orgSourcedId', N'subjectCodes', N'resourceSourcedIds', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'schoolYearSourcedId', N'courseCode', N'grades', N'subjects', N'orgSourcedId', N'subjectCodes', N'resourceSourcedIds', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'schoolYearSourcedId', N'courseCode', N'orgSourcedId')
        throw 50000, N'gcidm: courses cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.courses_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'classes'
begin
    if @beyond > 0 or @within1 not in (N'school', N'course', N'term', N'user', N'student', N'teacher') or @within2 not in (N'school', N'course', N'term', N'user', N'student', N'teacher') or @role is not null or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'classCode', N'classType', N'location', N'grades', N'subjects', N'courseSourcedId', N'schoolSourcedId', N'termSourcedIds', N'subjectCodes', N'periods', N'resourceSourcedIds', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'classCode', N'classType', N'location', N'grades', N'subjects', N'courseSourcedId', N'schoolSourcedId', N'termSourcedIds', N'subjectCodes', N'periods', N'resourceSourcedIds', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'classCode', N'classType', N'location', N'courseSourcedId', N'schoolSourcedId')
        throw 50000, N'gcidm: classes cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.classes_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'users'
begin
    if @beyond > 0 or @within1 not in (N'school', N'class') or @within2 not in (N'school', N'class') or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'username', N'userIds', N'enabledUser', N'givenName', N'familyName', N'middleName', N'role', N'identifier', N'email', N'sms', N'phone', N'agentSourcedIds', N'orgSourcedIds', N'grades', N'password', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'username', N'userIds', N'enabledUser', N'givenName', N'familyName', N'middleName', N'role', N'identifier', N'email', N'sms', N'phone', N'agentSourcedIds', N'orgSourcedIds', N'grades', N'password', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'username', N'enabledUser', N'givenName', N'familyName', N'middleName', N'role', N'identifier', N'email', N'sms', N'phone', N'password')
        throw 50000, N'gcidm: users cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.users_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'enrollments'
begin
    if @beyond > 0 or @within1 not in (N'school', N'class') or @within2 not in (N'school', N'class') or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role', N'primary', N'beginDate', N'endDate', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role', N'primary', N'beginDate', N'endDate', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'userSourcedId', N'classSourcedId', N'schoolSourcedId', N'role', N'primary', N'beginDate', N'endDate')
        throw 50000, N'gcidm: enrollments cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.enrollments_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'demographics'
begin
    if @beyond > 0 or @within1 not in (N'') or @within2 not in (N'') or @role is not null or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'birthDate', N'sex', N'americanIndianOrAlaskaNative', N'asian', N'blackOrAfricanAmerican', N'nativeHawaiianOrOtherPacificIslander', N'white', N'demographicRaceTwoOrMoreRaces', N'hispanicOrLatinoEthnicity', N'countryOfBirthCode', N'stateOfBirthAbbreviation', N'cityOfBirth', N'publicSchoolResidenceStatus', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'birthDate', N'sex', N'americanIndianOrAlaskaNative', N'asian', N'blackOrAfricanAmerican', N'nativeHawaiianOrOtherPacificIslander', N'white', N'demographicRaceTwoOrMoreRaces', N'hispanicOrLatinoEthnicity', N'countryOfBirthCode', N'stateOfBirthAbbreviation', N'cityOfBirth', N'publicSchoolResidenceStatus', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'birthDate', N'sex', N'americanIndianOrAlaskaNative', N'asian', N'blackOrAfricanAmerican', N'nativeHawaiianOrOtherPacificIslander', N'white', N'demographicRaceTwoOrMoreRaces', N'hispanicOrLatinoEthnicity', N'countryOfBirthCode', N'stateOfBirthAbbreviation', N'cityOfBirth', N'publicSchoolResidenceStatus')
        throw 50000, N'gcidm: demographics cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.demographics_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'categories'
begin
    if @beyond > 0 or @within1 not in (N'') or @within2 not in (N'') or @role is not null or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'title')
        throw 50000, N'gcidm: categories cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.categories_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'lineItems'
begin
    if @beyond > 0 or @within1 not in (N'class') or @within2 not in (N'class') or @role is not null or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'description', N'assignDate', N'dueDate', N'classSourcedId', N'categorySourcedId', N'gradingPeriodSourcedId', N'resultValueMin', N'resultValueMax', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'description', N'assignDate', N'dueDate', N'classSourcedId', N'categorySourcedId', N'gradingPeriodSourcedId', N'resultValueMin', N'resultValueMax', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'title', N'description', N'assignDate', N'dueDate', N'classSourcedId', N'categorySourcedId', N'gradingPeriodSourcedId', N'resultValueMin', N'resultValueMax')
        throw 50000, N'gcidm: lineItems cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.lineItems_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;
if @kind = N'results'
begin
    if @beyond > 0 or @within1 not in (N'class', N'lineItem', N'student') or @within2 not in (N'class', N'lineItem', N'student') or @role is not null or @type is not null
       or @column1 not in (N'sourcedId', N'status', N'dateLastModified', N'lineItemSourcedId', N'studentSourcedId', N'scoreStatus', N'score', N'scoreDate', N'comment', N'metadata')
       or @column2 not in (N'sourcedId', N'status', N'dateLastModified', N'lineItemSourcedId', N'studentSourcedId', N'scoreStatus', N'score', N'scoreDate', N'comment', N'metadata')
       or @sort not in (N'sourcedId', N'status', N'dateLastModified', N'lineItemSourcedId', N'studentSourcedId', N'scoreStatus', N'score', N'scoreDate', N'comment')
        throw 50000, N'gcidm: results cannot be asked for this', 1;
    select count_big(*) as count_feed
    from (
        select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
               r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
        from gcidm.results_matching(
            null, null, 0, @sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
            @column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort) r
    ) m
    where m.feedId = @feed
    option (recompile);
end;

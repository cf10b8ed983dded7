-- SQL text: a saved record (alias t) as it was staged, from the columns that @columns, a JSON array,
-- names. Of agents only those that the user named. A number stands in the document as it was stated.
create or alter function gcidm.live_record(@kind nvarchar(40), @columns nvarchar(max)) returns nvarchar(max) as
begin
    declare @members nvarchar(max);
    select @members = string_agg(cast(N'coalesce('',"' + c.name + N'":'' + ' + case
            when c.name in ('userIds', 'grades', 'subjects', 'subjectCodes', 'periods', 'roles', 'metadata',
                            'termSourcedIds', 'orgSourcedIds', 'resourceSourcedIds') then N't.' + c.name
            when c.type = 'bit' then N'case t."' + c.name + N'" when 1 then ''true'' when 0 then ''false'' end'
            when c.type = 'date' then N'''"'' + convert(nvarchar(10), t.' + c.name + N', 23) + ''"'''
            when c.type = 'datetime2' then N'''"'' + replace(left(convert(nvarchar(30), t.' + c.name + N', 126), 19), '' '', ''T'')
                + ''.'' + right(''000'' + cast(datepart(millisecond, t.' + c.name + N') as nvarchar(3)), 3) + ''Z"'''
            when c.type = 'float' then N'json_value(replace(t.doc, nchar(31), ''''), ''$.' + c.name + N''')'
            else N'gcidm.json_text(t."' + c.name + N'", 1)' end
            + N', '''')' as nvarchar(max)), N' + ') within group (order by c.place)
    from (
        select cast(one.[value] as nvarchar(128)) as name, cast(one.[key] as int) as place,
               cast(type_name(k.system_type_id) as nvarchar(128)) as type
        from (select [key], [value] from openjson(@columns) union all select '1000', 'metadata') one
        join sys.columns k
            on k.object_id = object_id(N'gcidm.' + @kind)
            and k.name = one.[value] collate database_default
    ) c
    where not (@kind = 'users' and c.name = 'agentSourcedIds');
    if @kind = 'users'
        set @members = @members + N' + coalesce('',"agentSourcedIds":['' + (
            select string_agg(cast(''"'' + a.agent + ''"'' as nvarchar(max)), '','') within group (order by a.agent)
            from gcidm.statedAgents a where a.sourcedId = t.sourcedId) + '']'', '''')';
    return N'''{'' + coalesce(stuff(' + @members + N', 1, 1, ''''), '''') + ''}''';
end

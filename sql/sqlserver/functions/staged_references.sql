-- What a staged record refers to in one column (a sourcedId or a list of them; 'sourcedId' itself for
-- records that extend another), one a row.
create or alter function gcidm.staged_references(@sourcedId nvarchar(255), @record nvarchar(max), @column nvarchar(128))
returns table as return (
    select @sourcedId collate Latin1_General_100_BIN2 as target
    where @column = 'sourcedId'
    union all
    select cast(json_value(@record, '$.' + @column) as nvarchar(255)) collate Latin1_General_100_BIN2
    where @column <> 'sourcedId' and json_value(@record, '$.' + @column) is not null
    union all
    select cast(t.[value] as nvarchar(255)) collate Latin1_General_100_BIN2
    from openjson(json_query(@record, '$.' + @column)) t
    where @column <> 'sourcedId'
);

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
from gcidm.read_query(@query, {reader}) q;

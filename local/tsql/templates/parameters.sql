    @relyingParty int, @school nvarchar(255), @hides bit,
    @sourcedId nvarchar(255), @status nvarchar(255), @role nvarchar(255), @type nvarchar(255),
    @within1 nvarchar(32), @in1 nvarchar(255), @within2 nvarchar(32), @in2 nvarchar(255), @either bit,
    @column1 nvarchar(64), @operator1 nvarchar(8), @value1 nvarchar(4000), @key1 nvarchar(4000), @from1 datetime2(3),
    @column2 nvarchar(64), @operator2 nvarchar(8), @value2 nvarchar(4000), @key2 nvarchar(4000), @from2 datetime2(3),
    @sort nvarchar(64)

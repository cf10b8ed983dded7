@sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
{margin}@column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort

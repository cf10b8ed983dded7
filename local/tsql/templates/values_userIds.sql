select {lowered} as value from openjson({sql}) with (type nvarchar(max) '$.type', identifier nvarchar(max) '$.identifier') e

{margin}if @beyond > 0 or @within1 not in ({relations}) or @within2 not in ({relations}){others}
{margin}   or @column1 not in ({known})
{margin}   or @column2 not in ({known})
{margin}   or @sort not in ({sorts})
{margin}    throw 50000, N'gcidm: {plural} cannot be asked for this', 1;

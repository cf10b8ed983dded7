(select {lowered} from openjson(t.metadata) e where e.[key] collate Latin1_General_100_BIN2 = @key{n} and datalength(e.[key]) = datalength(@key{n}))

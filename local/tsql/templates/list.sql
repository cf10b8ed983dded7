        when @column{n} = N'{name}' then (
            select case when @operator{n} = N'~' and f.found > 0 or @operator{n} = N'!=' and f.found < f.total
                          or @operator{n} not in (N'~', N'!=') and f.found = f.total then 1 else 0 end
            from (select count(*) as total, coalesce(sum(w.found), 0) as found
                  from (select case when exists (
                                   select 1 from ({values}) h
                                   where h.value collate Latin1_General_100_BIN2 = w.value collate Latin1_General_100_BIN2 and datalength(h.value) = datalength(w.value))
                               then 1 else 0 end as found
                        from openjson(@value{n}) w) w) f)

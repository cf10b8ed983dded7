cross apply (
    select {keys}
) k{n}
cross apply (
    select try_convert(float, @value{n}) as number, try_convert(datetime2(7), left(@value{n}, 26)) as instant
) v{n}
cross apply (
    select case
        when k{n}.text < @value{n} or k{n}.number < v{n}.number or k{n}.instant < v{n}.instant then -1
        when k{n}.text > @value{n} or k{n}.number > v{n}.number or k{n}.instant > v{n}.instant then 1
        when k{n}.text = @value{n} then sign(datalength(k{n}.text) - datalength(@value{n}))
        when k{n}.number = v{n}.number or k{n}.instant = v{n}.instant then 0 end as side
) c{n}
cross apply (
    select case
        when @column{n} is null then 1 - @either
        when @from{n} is not null then
            case when t.dateLastModified >= @from{n}
                      and (@operator{n} = N'>=' or c{n}.side <> 0 or @from{n} = '0001-01-01') then 1 else 0 end
{lists}        when @operator{n} = N'=' and c{n}.side = 0 or @operator{n} = N'!=' and coalesce(c{n}.side, 1) <> 0
          or @operator{n} = N'<' and c{n}.side < 0 or @operator{n} = N'<=' and c{n}.side <= 0
          or @operator{n} = N'>' and c{n}.side > 0 or @operator{n} = N'>=' and c{n}.side >= 0
          or @operator{n} = N'~' and (c{n}.side = 0 or charindex(@value{n}, k{n}.text) > 0
                                 or k{n}.text is not null and datalength(@value{n}) = 0)
        then 1 else 0 end as matches
) m{n}

select e.value collate Latin1_General_100_BIN2 as value from openjson({sql}) e where {seen}

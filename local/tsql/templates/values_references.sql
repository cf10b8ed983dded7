select e.value from openjson({sql}) e where {seen}

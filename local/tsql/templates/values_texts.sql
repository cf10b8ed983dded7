select {lowered} as value from openjson({sql}) e

t.parentSourcedId = {value}

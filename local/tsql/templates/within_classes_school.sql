t.schoolSourcedId = {value}

t.studentSourcedId = {value}

t.courseSourcedId = {value}

t.classSourcedId = {value}

t.lineItemSourcedId = {value}

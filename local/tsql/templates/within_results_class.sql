exists (select 1 from gcidm.lineItems i where i.sourcedId = t.lineItemSourcedId and i.classSourcedId = {value})

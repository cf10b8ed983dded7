if @within1 is not null and exists (
    select 1 from gcidm.sees_around(@relyingParty, @school, @within1, @in1, @within2, @in2) s where s.sees = 0)

-- How many of a slot's failures are not forgotten yet: half of them are every ten minutes.
create or alter function gcidm.failures_left(@failures float, @at datetime2(7), @now datetime2(7)) returns float as
begin
    declare @halvings float = datediff_big(second, @at, @now) / 600e0;
    return @failures * power(5e-1, case when @halvings < 100 then @halvings else 100 end);
end;

({hides} = 0 or exists (select 1 from @audiences a where a.audienceId = {alias}.audienceId))

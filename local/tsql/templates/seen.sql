{hides} = 0 or exists (select 1 from gcidm.{to} v join gcidm.visible_audiences(@relyingParty, @school) a on a.audienceId = v.audienceId where v.sourcedId = {sourcedId})

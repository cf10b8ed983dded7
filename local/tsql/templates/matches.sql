(
{margin}    select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
{margin}           r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
{margin}    from gcidm.{plural}_matching(
{margin}        {who}, {arguments}) r
{margin})

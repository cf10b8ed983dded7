lower(lower({text} collate Latin1_General_CI_AS) collate Latin1_General_100_BIN2)

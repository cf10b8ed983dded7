"""What both tiers need: the table of OneRoster, its errors, the settings. Standard library only."""

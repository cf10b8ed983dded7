"""The back-end: opens tokens, reads queries, executes procedures, renders OneRoster 1.1."""

"""A believable school as a OneRoster CSV set, and the scripts that make it."""

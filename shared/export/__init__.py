"""Records as files: OneRoster CSV sets and lines of JSON, written while they are read.

Both the command line and the web tier export; what differs is where the pages of documents come
from (`source.Source`).
"""

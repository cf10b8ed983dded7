"""Exports of OneRoster CSV sets from the database to files."""

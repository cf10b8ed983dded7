"""Writes what is alike for each record kind in sql/sqlserver, from the table of kinds."""

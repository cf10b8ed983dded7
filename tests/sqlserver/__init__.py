"""The SQL Server dialect: its files beside their PostgreSQL twins, its syntax, its errors."""

"""Fixtures of all tests, a module for each thing that they provide."""

pytest_plugins = [
    "tests.logs",
    "tests.databases",
    "tests.key_material",
    "tests.stack",
    "tests.golden_files",
    "tests.real_runtime",
]

"""A small set to import, change and export again."""

from tests.importing.conftest import roster

__all__ = ["roster"]

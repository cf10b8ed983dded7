"""`python -m admin`: the command `xporter` where it is not installed, as in a container."""

from __future__ import annotations

from admin.cli import main

if __name__ == "__main__":
    main()

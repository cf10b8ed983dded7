"""Running Xporter on one machine: set-up, private database, Functions host stand-in."""

"""The operator's command line `xporter`."""

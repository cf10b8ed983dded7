"""Bringing Xporter to where it runs: both tiers' packages, and checks of what deploys them."""

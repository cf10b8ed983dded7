"""What `docker compose up` does beside starting the tiers: secrets, and the first contents."""

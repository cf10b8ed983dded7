"""Access tokens: asked for, minted, opened, refused."""

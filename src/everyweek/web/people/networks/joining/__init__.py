"""How somebody gets into a network, and out of it."""

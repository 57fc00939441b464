"""Who is in a network, and what its leads do about that."""

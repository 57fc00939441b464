"""Effects that resources claim: whether the figures show them, and what is known of each intervention."""

"""Which roles people hold, and where."""

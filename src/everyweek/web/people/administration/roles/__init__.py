"""Who holds which role where."""

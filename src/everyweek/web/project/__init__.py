"""Settings, root addresses, the home page, the error pages."""

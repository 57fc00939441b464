"""What runs measures on event tables: the only place where an engine has a name."""

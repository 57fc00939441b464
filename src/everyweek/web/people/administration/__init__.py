"""Looking after organisations, people, roles, networks and rounds."""

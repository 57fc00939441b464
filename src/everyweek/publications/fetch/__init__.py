"""New files from NHS England's statistics pages: found, downloaded politely, kept as they came, handed on."""

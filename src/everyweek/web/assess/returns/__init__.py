"""A return as a file, and a filled spreadsheet read back in."""

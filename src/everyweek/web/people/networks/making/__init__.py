"""How a network begins, changes, is closed, and gets a lead."""

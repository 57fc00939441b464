"""How somebody comes to hold a role."""

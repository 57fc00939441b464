"""Many people and roles at once, from a table and into one."""

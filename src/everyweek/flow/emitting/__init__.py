"""Event tables of a replication: what a hospital's own extract would say of the same patients."""

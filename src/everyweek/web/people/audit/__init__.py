"""Who changed what, when: a chain of entries in which a change of the past shows."""

"""“We used this”: where, since when, what happened, and whether the published figures show it."""

"""“Was this useful?”: one answer of each reader, and why."""

"""From what was read to what a template shows: plain values, already in words."""

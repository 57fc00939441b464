"""Where everybody stands who shares it, what has moved, and what a system chooses."""

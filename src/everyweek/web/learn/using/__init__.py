"""Using what the library holds: who used it and what came of it, whether it was useful, comments, reading lists."""

"""Finding texts: an index in one file, asked by words, by meaning, or by both."""

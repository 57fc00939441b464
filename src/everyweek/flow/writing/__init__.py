"""Models as files: what the reader reads again as the same model, to the last digit."""

"""Everything that people wrote, in one file and back."""

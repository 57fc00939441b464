"""What the loaded figures say beside a theme of an assessment, and beside each of its questions."""

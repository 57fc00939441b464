"""Where a place stands against a framework: questions, scores, levels, gaps, and what to choose first."""

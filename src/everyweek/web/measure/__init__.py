"""Our numbers over time: organisations, measures, charts, what is loaded."""

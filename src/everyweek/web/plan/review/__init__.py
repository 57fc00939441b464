"""The weekly review: each action beside the chart of the measure it should move."""

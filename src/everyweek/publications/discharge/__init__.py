"""The acute discharge situation report."""

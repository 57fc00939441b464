"""The engine: one compiled loop that runs any model, given as arrays."""

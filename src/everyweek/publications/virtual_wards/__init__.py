"""Virtual ward capacity and occupancy, monthly by integrated care board."""

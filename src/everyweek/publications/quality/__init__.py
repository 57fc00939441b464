"""Data quality: what stands out in the figures of a load, and how things stand with every table of figures."""

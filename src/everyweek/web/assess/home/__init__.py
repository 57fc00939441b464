"""Where assessments begin: one's own, and the ways to everything else."""

"""Resources: what they are, who may read them, how they are kept."""

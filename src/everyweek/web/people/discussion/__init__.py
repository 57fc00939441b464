"""What members of a network say to one another, and what they share."""

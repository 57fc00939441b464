"""Plans: aims, drivers, what they are linked to, who works on them."""

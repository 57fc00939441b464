"""People, as those who look after them see them."""

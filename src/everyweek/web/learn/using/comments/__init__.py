"""Comments below a resource, and those who look after them."""

"""A form counts once, however often it is sent."""

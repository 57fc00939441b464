"""The library for programs: a feed, a map of the site, and an interface that says what it gives."""

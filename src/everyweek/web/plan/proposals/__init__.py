"""Plans that are offered to a network to test at scale, and how the network decides."""

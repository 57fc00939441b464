"""Reading lists: what somebody keeps together, for themselves or for others."""

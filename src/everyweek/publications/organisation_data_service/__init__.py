"""Lists of trusts and of successors, which say who the organisations are."""

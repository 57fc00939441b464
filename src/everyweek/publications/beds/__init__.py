"""Beds: general and acute by month, all overnight beds by quarter (KH03), and the census of critical care."""

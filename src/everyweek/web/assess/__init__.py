"""Verb 3 of the loop: where a place stands, agreed jointly and by a date, and what it chooses to work on."""

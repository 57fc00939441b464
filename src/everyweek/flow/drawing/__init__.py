"""A model of patient flow as pictures and as words: its diagram, and a day of one of its runs."""

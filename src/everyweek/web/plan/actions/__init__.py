"""The actions of a plan: owners, dates, what each waits for, and the board, timeline and lists of them."""

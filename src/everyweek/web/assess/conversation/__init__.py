"""The joint conversation: what each party says to each question, and what all of them agree on."""

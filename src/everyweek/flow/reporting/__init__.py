"""What came out of a simulation as one page that can be sent: figures, how sure they are, and the week hour by hour."""

"""Networks, as those who see to it that somebody leads them see them."""

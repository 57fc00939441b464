"""What a person is told: in the product, by e-mail, in a digest."""

"""What closing a gap would be worth in a system: known once a simulator can say it, and shown nowhere before."""


def worth_of_closing(theme: str, *, system: str) -> float | None:
    """What closing a unit of a theme's gap would be worth in a system; None as long as nobody can say."""
    return None

"""A number in a form or an address, as anybody may have changed it."""


def typed_number(typed: str) -> int:
    """The number; 0, which nothing has, for anything else.

    >>> typed_number("17"), typed_number("-1"), typed_number("²"), typed_number("9" * 30)
    (17, 0, 0, 0)
    """
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0

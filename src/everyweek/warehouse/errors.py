"""What the warehouse cannot do, in words fit for the page."""


class WarehouseError(Exception):
    """The warehouse could not do what was asked; nothing was changed.

    WarehouseError
    └── WarehouseUnavailable   it cannot be opened, is full, locked, or of another version
    """


class WarehouseUnavailable(WarehouseError):
    """The database cannot be opened, written or understood."""

"""What is kept of the library."""

from everyweek.web.learn.library.models import (
    Author,
    Effect,
    LeverMoved,
    MeasureMoved,
    OldAddress,
    Origin,
    Resource,
    ResourceChange,
    Revision,
    Source,
    Topic,
    Version,
)

__all__ = [
    "Author",
    "Effect",
    "LeverMoved",
    "MeasureMoved",
    "OldAddress",
    "Origin",
    "Resource",
    "ResourceChange",
    "Revision",
    "Source",
    "Topic",
    "Version",
]

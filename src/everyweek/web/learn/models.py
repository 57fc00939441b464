"""What is kept of the library."""

from everyweek.web.learn.attachments.models import Attachment
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
from everyweek.web.learn.sharing.models import Submission, SubmissionStep

__all__ = [
    "Attachment",
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
    "Submission",
    "SubmissionStep",
    "Topic",
    "Version",
]

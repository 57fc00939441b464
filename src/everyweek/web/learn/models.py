"""What is kept of the library."""

from everyweek.web.learn.attachments.models import Attachment
from everyweek.web.learn.finding.saved_models import NewMatch, SavedSearch
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
from everyweek.web.learn.sharing.models import Submission, SubmissionFile, SubmissionStep
from everyweek.web.learn.using.models import Comment, CommentReport, ListEntry, Opinion, ReadingList, Use
from everyweek.web.learn.versions.models import Feedback, PublishedChange, Subscription, WorkingCopy

__all__ = [
    "Attachment",
    "Author",
    "Comment",
    "CommentReport",
    "Effect",
    "Feedback",
    "LeverMoved",
    "ListEntry",
    "MeasureMoved",
    "NewMatch",
    "OldAddress",
    "Opinion",
    "Origin",
    "PublishedChange",
    "ReadingList",
    "Resource",
    "ResourceChange",
    "Revision",
    "SavedSearch",
    "Source",
    "Submission",
    "SubmissionFile",
    "SubmissionStep",
    "Subscription",
    "Topic",
    "Use",
    "Version",
    "WorkingCopy",
]

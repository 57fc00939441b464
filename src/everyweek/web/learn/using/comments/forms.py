"""What is typed into a comment, to report one, and to remove one."""

from django import forms

from everyweek.web.learn.using.fields import ScannedField, ScannedLine
from everyweek.web.learn.using.models import LONGEST_COMMENT, LONGEST_WHY

LONGEST_REPORT = 500


class CommentForm(forms.Form):
    """A comment."""

    text = ScannedField(label="Your comment", longest=LONGEST_COMMENT, empty="Write something: the comment is empty.")


class ReportCommentForm(forms.Form):
    """Why somebody should look at a comment."""

    why = ScannedField(
        label="Why should somebody look at this comment?",
        longest=LONGEST_REPORT,
        empty="Say in a few words what is wrong with the comment.",
    )


class RemoveCommentForm(forms.Form):
    """Why a comment is removed."""

    why = ScannedLine(label="Why do you remove it?", longest=LONGEST_WHY)

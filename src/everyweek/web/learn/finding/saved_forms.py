"""What is typed to save a search or to give it another name."""

from django import forms

from everyweek.web.learn.finding.saved_models import LONGEST_NAME_OF_SEARCH
from everyweek.web.people.discussion.forms import LineField


class NameForm(forms.Form):
    """How a saved search is called."""

    name = LineField(
        label="Name of this search", longest=LONGEST_NAME_OF_SEARCH, empty="Give it a name by which you know it again."
    )

"""What can go wrong with assessments, in sentences for the page.

AssessError
├── NotAPlace          a place that cannot be kept as asked; says which field (places/errors.py)
├── CannotTakePart     somebody cannot be named, or not any more (places/errors.py)
├── FrameworkRefused   a framework that cannot be added or used (frameworks/errors.py)
├── NotAnAssessmentRound  a round that cannot be made as asked; says which field (rounds/errors.py)
└── RoundIsClosed      nothing is accepted, not any more or not yet (rounds/errors.py)
"""

from everyweek.web.people.errors import PeopleError


class AssessError(PeopleError):
    """Something about assessments that whoever asked can put right."""

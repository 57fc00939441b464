"""What each address of assessments needs."""

from everyweek.web.assess.frameworks.queries import framework_in_address
from everyweek.web.assess.places.queries import board_in_address, member_in_address, place_in_address
from everyweek.web.assess.results.priority_queries import system_in_address
from everyweek.web.assess.rounds.queries import assessment_in_address
from everyweek.web.assess.rounds.queries import round_in_address as assessment_round_in_address
from everyweek.web.people.access import EVERYBODY, SIGNED_IN, Access

CONVERSATION = (
    "assessment",
    "assessment-theme",
    "assessment-meeting-begin",
    "assessment-meeting",
    "theme-position",
    "answer-save",
    "answer-history",
    "answer-settle",
    "answer-agree",
    "answer-comment",
    "answer-comment-remove",
    "answer-evidence",
    "answer-evidence-remove",
)

ACCESS_OF_ASSESSMENTS: dict[str, Access] = {
    # Assessments: places, frameworks and rounds
    "assess": Access("assess.home"),
    "frameworks": EVERYBODY,
    **dict.fromkeys(
        ("framework", "framework-file"), Access("framework.read", framework_in_address, mostly_for_everybody=True)
    ),
    "add-framework": Access("framework.add"),
    "framework-withdraw": Access("framework.withdraw", framework_in_address),
    "places": SIGNED_IN,
    "upload-places": Access("assessment-round.make"),  # the action asks for each board of the list
    **dict.fromkeys(
        ("places-of-system", "new-place", "upload-places-of-system", "places-template"),
        Access("place.make", board_in_address),
    ),
    "place": Access("place.see", place_in_address),
    **dict.fromkeys(("edit-place", "end-place"), Access("place.manage", place_in_address)),
    "place-people": Access("place.name-people", place_in_address),
    "place-person-end": Access("place.name-people", member_in_address),
    "assessment-rounds": SIGNED_IN,
    "new-assessment-round": Access("assessment-round.make"),
    # The page shows progress only to those who may see it
    "assessment-round": Access("assessment-round.see", assessment_round_in_address),
    "assessment-round-progress": Access("assessment-round.see-progress", assessment_round_in_address),
    **dict.fromkeys(
        ("edit-assessment-round", "close-assessment-round", "assessment-round-places"),
        Access("assessment-round.run", assessment_round_in_address),
    ),
    "assessment-longer": Access("assessment.manage", assessment_in_address),
    # The joint conversation of a place; its themes, questions and parties are looked up by the pages
    **dict.fromkeys(CONVERSATION, Access("assessment.take-part", assessment_in_address)),
    # Giving an assessment out and taking it back; results
    "assessment-sharing": Access("assessment.take-part", assessment_in_address),
    **dict.fromkeys(
        ("assessment-submit", "assessment-share", "assessment-take-back"),
        Access("assessment.lead", assessment_in_address),
    ),
    "assessment-results": Access("results.see", assessment_round_in_address),
    "assessment-results-place": Access("results.of-place", assessment_in_address),
    # Returns as files; a workbook of all holds only what its reader was given
    "assessment-returns": Access("results.see", assessment_round_in_address),
    **dict.fromkeys(("assessment-return", "assessment-return-file"), Access("results.of-place", assessment_in_address)),
    **dict.fromkeys(
        ("assessment-import", "assessment-import-use"), Access("assessment.take-part", assessment_in_address)
    ),
    "assessment-carry-over": Access("assessment.lead", assessment_in_address),
    "priorities": Access("priorities.see", system_in_address),
    "priorities-choose": Access("priorities.choose", system_in_address),
}

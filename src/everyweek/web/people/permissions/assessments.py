"""Who may do what with assessments."""

from everyweek.web.people.assessment_predicates import (
    administers_a_board_of_it,
    belongs_to_system,
    leads_it,
    leads_place,
    manages_a_place_of_it,
    manages_place,
    may_make_rounds,
    runs_round,
    sees_priorities,
    sees_what_it_gave,
    speaks_for_system,
    takes_part,
    takes_part_in_it,
)
from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.predicates import administers, anybody, belongs_somewhere, national_support, signed_in

PERMISSIONS = (
    Permission("framework.read", anybody, "", ""),
    Permission(
        "framework.add",
        may_make_rounds,
        "",
        "Only administrators and national support add frameworks.",
    ),
    Permission(
        "framework.withdraw",
        runs_round,
        "a framework",
        "Only national support, or those who administer the board whose framework this is, withdraw it.",
    ),
    Permission("assess.home", signed_in, "", "Sign in first."),
    Permission(
        "place.make",
        administers | national_support,
        "the code of a board",
        "Only those who administer the board, and national support, make places in it.",
    ),
    Permission(
        "place.see",
        belongs_somewhere | national_support | takes_part,
        "a place",
        "Only people of an organisation, and those who are named, see who takes part in a place.",
    ),
    Permission(
        "place.manage",
        manages_place,
        "a place",
        "Only those who administer the board of the place, and national support, change a place.",
    ),
    Permission(
        "place.name-people",
        manages_place | leads_place,
        "a place",
        "Only those who lead the assessment of the place, or administer its board, name who takes part.",
    ),
    Permission(
        "assessment-round.make",
        may_make_rounds,
        "",
        "Only administrators and national support open rounds of assessments.",
    ),
    Permission("assessment-round.see", signed_in, "an assessment round", "Sign in first."),
    Permission(
        "assessment-round.see-progress",
        runs_round | administers_a_board_of_it,
        "an assessment round",
        "Only those who run this round, or administer a board that it asks, see how far its places are.",
    ),
    Permission(
        "assessment-round.run",
        runs_round,
        "an assessment round",
        "Only national support, or those who administer the board whose round this is, change it.",
    ),
    Permission(
        "assessment.manage",
        manages_a_place_of_it,
        "an assessment",
        "Only those who run the round, or administer the board of the place, change its deadline.",
    ),
    Permission(
        "assessment.take-part",
        takes_part_in_it,
        "an assessment",
        "Only those who take part for this place read and write its assessment before it is shared.",
        hides=True,
    ),
    Permission(
        "assessment.lead",
        leads_it,
        "an assessment",
        "Only those who lead the assessment of this place submit it and share it.",
    ),
    Permission("results.see", signed_in, "an assessment round", "Sign in first."),
    Permission(
        "results.of-place",
        sees_what_it_gave,
        "an assessment",
        "Only those with whom the place shares its results see them.",
        hides=True,
    ),
    Permission(
        "priorities.see",
        sees_priorities,
        "the code of a board",
        "Only people of the board, of its places and its region, and national support see what it chose.",
    ),
    Permission(
        "priorities.see-draft",
        belongs_to_system,
        "the code of a board",
        "Only people of the board see what it is about to choose.",
    ),
    Permission(
        "priorities.choose",
        speaks_for_system,
        "the code of a board",
        "Only the executive contact of the board, and those who administer it, choose its priorities.",
    ),
)

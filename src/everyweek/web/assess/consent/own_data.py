"""What of giving out assessments belongs to a person: that they did it, and when."""

from everyweek.web.people.accounts.own_data import part

OF_CONSENT = (
    part(
        "assessments you submitted or shared",
        "assess.SharedReturn",
        "by",
        "assessment__round__key assessment__place__key number is_submission to_system to_region to_peers at",
    ),
)

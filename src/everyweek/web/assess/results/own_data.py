"""What of choosing priorities belongs to a person: that they did it."""

from everyweek.web.people.accounts.own_data import part

OF_RESULTS = (
    part(
        "priorities you chose",
        "assess.PriorityChoice",
        "chosen_by",
        "round__key system why updated_at published_at",
    ),
)

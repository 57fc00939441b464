"""What of registered changes belongs to a person: that they registered them."""

from everyweek.web.people.accounts.own_data import part

OF_REGISTRATIONS = (
    part(
        "changes you registered",
        "plan.Registration",
        "registered_by",
        "plan__key measure organisation better_is changed_on ends_on registered_at withdrawn_at why_withdrawn",
    ),
)

"""Words that stand in the database and on pages."""

ACTION_STATES: dict[str, str] = {
    "not started": "Not started",
    "under way": "Under way",
    "blocked": "Blocked",
    "done": "Done",
    "dropped": "Dropped",
}
OVER = ("done", "dropped")
"""States of an action in which nothing is due any more."""
PLAN_STATES: dict[str, str] = {"active": "Active", "finished": "Finished", "stopped": "Stopped"}
READERS: dict[str, str] = {
    "team": "Only those who work on it",
    "organisation": "Everybody at the organisation, and those who administer it",
    "everybody": "Everybody who signs in",
}
DRIVER_KINDS: dict[str, str] = {"primary": "Primary driver", "secondary": "Secondary driver", "idea": "Change idea"}
PROPOSAL_STATES: dict[str, str] = {
    "sent": "Waiting for the network",
    "questions": "The network asked something",
    "accepted": "To be tested at scale",
    "declined": "Not taken up",
    "withdrawn": "Taken back",
}

"""What of rounds belongs to a person: those that they made, and assessments that they submitted."""

from everyweek.web.people.accounts.own_data import part

OF_ROUNDS = (
    part("rounds of assessments you made", "assess.AssessmentRound", "made_by", "key title system created_at"),
    part("assessments you submitted", "assess.Assessment", "submitted_by", "round__key place__key submitted_at"),
)

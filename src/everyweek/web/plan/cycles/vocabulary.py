"""Words of cycles and risks."""

ACTS: dict[str, str] = {"": "Under way", "adopt": "Adopted", "adapt": "Adapted, and tried again", "abandon": "Given up"}
WHAT_NEXT: dict[str, str] = {
    "adopt": "Adopt: it works, and becomes how things are done",
    "adapt": "Adapt: change it, and test again in another cycle",
    "abandon": "Abandon: it does not work here, and now we know",
}
LIKELIHOODS: dict[int, str] = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACTS: dict[int, str] = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Catastrophic"}
"""The five steps of each that NHS risk registers use."""


def band(score: int) -> str:
    """How large a risk is, from likelihood times impact.

    Source: the matrix that NHS risk registers use (National Patient Safety Agency, A risk matrix for risk managers,
    2008): 1 to 3 low, 4 to 6 moderate, 8 to 12 high, 15 to 25 extreme; from general knowledge.

    >>> band(3), band(4), band(12), band(15)
    ('Low', 'Moderate', 'High', 'Extreme')
    """
    bands = ((3, "Low"), (6, "Moderate"), (12, "High"))
    return next((word for most, word in bands if score <= most), "Extreme")

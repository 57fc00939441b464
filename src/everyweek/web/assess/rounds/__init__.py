"""Rounds of assessments: who must answer, by when, and how far everybody is."""

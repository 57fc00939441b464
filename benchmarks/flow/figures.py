"""The figures of the three models that every engine runs: one place for all of them. Invented, of a likely size.

Times are in minutes. Acuity 0 is the most urgent, and is served first by the nurses and for the cubicles; beds are
given first come, first served.
"""

SERVICE_MINUTES = 1.0
UTILISATION = 0.9
"""Of the two textbook queues: M/M/1 and M/M/5."""

DAYS = 365
PATIENTS_A_DAY = 300.0
OF_THE_DAY = (
    0.58, 0.49, 0.42, 0.37, 0.34, 0.36, 0.45, 0.67, 1.03, 1.37, 1.54, 1.56,
    1.51, 1.46, 1.42, 1.40, 1.41, 1.44, 1.41, 1.33, 1.21, 1.03, 0.84, 0.70,
)  # fmt: skip
OF_THE_WEEK = (1.10, 1.02, 1.00, 0.99, 0.97, 0.95, 0.97)
"""How much more or fewer come at an hour of the day, and on a day of the week, Monday first."""

ACUITIES = ("immediate", "urgent", "standard")
MIX = (0.20, 0.50, 0.30)
NURSES, CUBICLES, BEDS = 5, 60, 450
TRIAGE = (11.25, 5.6)
"""Mean and standard deviation, gamma."""
TREATMENT = ((190.0, 95.0), (160.0, 80.0), (110.0, 60.0))
"""Mean and standard deviation by acuity, lognormal."""
STAY = (7_200.0, 8_640.0)
"""Mean and standard deviation, lognormal: five days, and six."""
ADMITTED = 0.28
WITHIN = 240.0
"""The share that leaves the department within four hours is counted."""


def patients_an_hour() -> tuple[float, ...]:
    """For each of the 168 hours of the week, Monday 00:00 first."""
    raw = [day * hour for day in OF_THE_WEEK for hour in OF_THE_DAY]
    return tuple(one * PATIENTS_A_DAY * 7 / sum(raw) for one in raw)

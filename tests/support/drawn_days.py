"""A day by hand: two pools through 24 hours."""

from datetime import date

from everyweek.flow.drawing.day import Day, PoolDay


def a_day(name: str = "beds", model: str = "A ward") -> Day:
    """Thirty beds that fill from midnight, are full from 10:00 with a growing queue, and two nurses whom nobody needs.

    Beds in use are three times the hour, at most 30; at 23:00 two are closed. From 10:00 on, the hour less nine wait.
    """
    hours = tuple(range(24))
    beds = PoolDay(
        name,
        in_use=tuple(min(3.0 * hour, 30.0) for hour in hours),
        waiting=tuple(max(hour - 9.0, 0.0) for hour in hours),
        capacity=(*(30.0 for _ in range(23)), 28.0),
    )
    nurses = PoolDay("nurses", (0.0,) * 24, (0.0,) * 24, (0.0,) * 8 + (2.0,) * 16)
    return Day(model, 3, date(2026, 4, 8), hours, (beds, nurses), (3.0,) * 24, (1.0,) * 24, seed=7)

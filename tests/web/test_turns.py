"""Taking turns: several together, or one alone."""

from threading import Event, Thread

from everyweek.web.measure.turns import Turns

SOON = 10.0


def test_several_are_at_it_together_and_whoever_wants_to_be_alone_waits_for_them() -> None:
    turns, both, leave, alone = Turns(), [Event(), Event()], Event(), Event()

    def with_others(number: int) -> None:
        with turns.together():
            both[number].set()
            leave.wait(SOON)

    def by_oneself() -> None:
        with turns.alone():
            alone.set()

    threads = [Thread(target=with_others, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    assert all(one.wait(SOON) for one in both)
    last = Thread(target=by_oneself)
    last.start()

    waited = not alone.wait(0.05)
    leave.set()

    assert waited
    assert alone.wait(SOON)
    for thread in (*threads, last):
        thread.join(SOON)


def test_while_one_is_alone_the_others_wait() -> None:
    turns, begun = Turns(), Event()

    def with_others() -> None:
        with turns.together():
            begun.set()

    with turns.alone():
        thread = Thread(target=with_others)
        thread.start()
        waited = not begun.wait(0.05)

    assert waited
    assert begun.wait(SOON)
    thread.join(SOON)

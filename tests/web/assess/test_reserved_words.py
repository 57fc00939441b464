"""Words that stand in addresses where the key of a place or of a round could: none of them is ever a key."""

import re

from support.permission_walk import routes

from everyweek.web.assess.places.keys import RESERVED, free_keys

WHERE_KEYS_STAND = ("/assess/rounds/", "/assess/rounds/<assessment_round>/", "/assess/places/")


def words_beside_keys() -> set[str]:
    """Each word that an address has at the place of a key; one with a full stop cannot be a key in any case."""
    found = set()
    for route in routes().values():
        for before in WHERE_KEYS_STAND:
            word = route.removeprefix(before).partition("/")[0] if route.startswith(before) else ""
            if re.fullmatch(r"[-a-z0-9]+", word):
                found.add(word)
    return found


def test_every_word_that_an_address_has_in_place_of_a_key_is_reserved() -> None:
    assert {"new", "results", "longer", "in"} <= words_beside_keys()
    assert words_beside_keys() - RESERVED == set()


def test_no_key_that_is_made_of_a_name_is_reserved_taken_or_there_twice() -> None:
    names = ["Results", "New", "Fenwick", "Fenwick", "x" * 200, "x" * 200, "…", "…"]

    keys = list(free_keys(names, taken={"fenwick", "fenwick-2"}, otherwise="place"))

    assert len(set(keys)) == len(names)
    assert not set(keys) & (RESERVED | {"fenwick", "fenwick-2"})
    assert all(len(key) <= 60 for key in keys)

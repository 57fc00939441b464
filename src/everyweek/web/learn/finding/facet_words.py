"""Values of facets as they are read."""

from everyweek.measures import MEASURES
from everyweek.web.learn.library.vocabulary import PLURALS, topic_words


def facet_words(name: str, value: str) -> str:
    """A value of a facet in words."""
    if name == "type":
        return PLURALS.get(value, value)
    if name in ("intervention", "link", "pathway", "setting"):
        return topic_words(name, value)
    if name == "measure" and value in MEASURES:
        return MEASURES[value].title
    if name == "attachment":
        return "Has an attachment"
    return value[:1].upper() + value[1:]

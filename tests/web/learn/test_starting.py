"""The resources that come with the product, and files of resources."""

from datetime import timedelta
from pathlib import Path

import pytest
from support.library import AT, draft

from everyweek.measures import MEASURES
from everyweek.reference.interventions import interventions
from everyweek.web.learn.errors import FaultyResource
from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.front_matter import read_markdown
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.starting.loading import load_starting_resources, starting_resources

LEAST = "---\nkey: a\ntype: tool\ntitle: A\nsummary: One.\n---\nText.\n"


def folder_with(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.md").write_text(text)
    return path


def read(text: str) -> object:
    return read_markdown(text, where="a.md", known_measures=frozenset(MEASURES))


@pytest.mark.django_db
def test_all_are_loaded_and_a_second_time_all_are_the_same() -> None:
    first = load_starting_resources(now=AT)
    second = load_starting_resources(now=AT)

    assert first["new"] == second["the same"] == Resource.objects.filter(live=True).count() >= 60
    assert set(second) == {"the same"}


@pytest.mark.django_db
def test_a_file_that_changed_changes_its_resource_and_one_that_people_changed_stays(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "r", a=LEAST, b=LEAST.replace("key: a", "key: b"))
    load_starting_resources(now=AT, folder=folder)
    publish_draft(draft("b", kind="tool", title="Ours"), by=None, by_words="the tests", now=AT)
    told: list[str] = []

    folder_with(folder, a=LEAST.replace("Text", "New text"), b=LEAST.replace("key: a", "key: b").replace("Text", "New"))
    done = load_starting_resources(now=AT + timedelta(days=1), folder=folder, say=told.append)

    assert done == {"changed": 1, "kept": 1}
    assert told == ["b: people changed it here, so it stays as it is."]
    assert Resource.objects.get(key="a").body == "New text.\n"
    assert Resource.objects.get(key="b").title == "Ours"
    assert Resource.objects.get(key="a").revisions.count() == 2


@pytest.mark.django_db
def test_one_faulty_file_and_nothing_is_loaded(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "r", a=LEAST, b="no front matter")

    with pytest.raises(FaultyResource, match=r"b\.md: it does not begin with front matter"):
        load_starting_resources(now=AT, folder=folder)

    assert not Resource.objects.exists()


def test_the_collection_holds_what_the_programmes_papers_name() -> None:
    drafts = {one.key: one for one in starting_resources()}
    guides = [one for one in drafts.values() if one.kind == "guide"]

    assert len(drafts) >= 60
    assert {key for one in guides for key in one.topics["intervention"]} >= {one.key for one in interventions()}
    assert all(one.versions for one in guides)
    assert {one.kind for one in drafts.values()} == {
        "guide", "case study", "tool", "presentation", "evidence summary", "event"
    }  # fmt: skip
    assert all(one.sources for one in drafts.values())
    assert all(one.effects for one in drafts.values() if one.kind == "evidence summary")


def test_links_between_the_resources_lead_somewhere() -> None:
    drafts = list(starting_resources())
    keys = {one.key for one in drafts}

    dead = [(one.key, part) for one in drafts for part in _keys_linked(one.body) if part not in keys]

    assert dead == []


def _keys_linked(body: str) -> list[str]:
    return [part.split("/")[0] for part in body.split("](/library/")[1:]]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("key: A b", "key is “A b”"),
        ("key: share", "key is “share”, which is the address of another page"),
        ("key:", "key is None; it must be a text"),
        ("type: poem", "type is “poem”; it must be one of: guide"),
        ("summary: " + "x" * 501, "summary has 501 characters; at most 500 fit"),
        ("colour: red", "it has colour, which is no field"),
        ("interventions: [beds]", "interventions names “beds”, which is none of"),
        ("settings: acute hospital", "settings is 'acute hospital'; it must be a list of words"),
        ("measures: [nothing]", "measures names “nothing”"),
        ("dated: '2017-13'", "dated is “2017-13”"),
        ("dated: spring", "dated is “spring”"),
        ("licence: mine", "licence is “mine”"),
        ("evidence: sure", "evidence is “sure”"),
        ("sources: [a]", "sources must be a list of entries"),
        ("sources: [{title: A, read: maybe}]", "read is “maybe”"),
        ("versions: [{number: 1, date: 2026, status: initial, changed: a}]", "date is “2026”; it must be a day"),
        ("effects: [{outcome: a, design: guess, words: a}]", "design is “guess”"),
        ("effects: [{outcome: a, design: estimate, words: a, measure: b}]", "there is no measure “b”"),
        ("effects: [{outcome: a, design: estimate, words: a, before: 7}]", "before is 7; it must be fields"),
        (
            "effects: [{outcome: a, design: estimate, words: a, before: {value: x}}]",
            "value is 'x'; it must be a",
        ),
        (
            "effects: [{outcome: a, design: estimate, words: a, before: {n: 1.5}}]",
            "n is 1.5; it must be a whole",
        ),
        ("effects: [{outcome: a, design: estimate, words: a, before: {unit: a}, after: {unit: b}}]", "different units"),
        ("effects: [{outcome: a, design: estimate, words: a, source: 1}]", "source is 1; it must be the number of one"),
        ("effects: [{outcome: a, design: estimate, words: a, began: 2017}]", "began is “2017”; it must be a month"),
        ("x: [", "its front matter is no YAML"),
    ],
)
def test_a_faulty_field_is_said_with_what_should_stand_there(field: str, said: str) -> None:
    name = field.partition(":")[0]
    lines = [line for line in LEAST.splitlines() if not line.startswith(f"{name}:")]

    with pytest.raises(FaultyResource) as problem:
        read("\n".join([lines[0], field, *lines[1:]]))

    assert str(problem.value).startswith("a.md: ")
    assert said in str(problem.value)


@pytest.mark.parametrize("text", ["", "Text", "---\n- a\n---\n", "---\na\n---\n"])
def test_a_text_without_front_matter_is_refused(text: str) -> None:
    with pytest.raises(FaultyResource, match="front matter"):
        read(text)

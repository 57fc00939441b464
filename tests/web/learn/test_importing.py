"""Resources that others wrote, brought in from a folder or from a list of links."""

from pathlib import Path

import pytest
from support.library import AT

from everyweek.web.learn.errors import FaultyResource
from everyweek.web.learn.library.importing import import_drafts, read_drafts
from everyweek.web.learn.library.models import Resource

pytestmark = pytest.mark.django_db
LEAST = "---\nkey: a\ntype: tool\ntitle: A\nsummary: One.\n---\nText.\n"
LINKS = "title,address,summary,interventions\nFrailty toolkit,https://example.org/a,For teams,acute_frailty; sdec\n"


def test_a_folder_of_markdown_is_brought_in_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(LEAST)
    (tmp_path / "b.md").write_text(LEAST.replace("key: a", "key: b"))

    first = import_drafts(read_drafts(tmp_path), by_words="the tests", now=AT)
    (tmp_path / "b.md").write_text(LEAST.replace("key: a", "key: b").replace("Text", "Other"))
    second = import_drafts(read_drafts(tmp_path), by_words="the tests", now=AT)

    assert (first, second) == ({"new": 2}, {"changed": 1, "the same": 1})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_of_links_becomes_resources_that_lead_there(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "links.csv").write_bytes(LINKS.replace("teams", "équipes").encode(encoding))

    import_drafts(read_drafts(tmp_path / "links.csv"), by_words="the tests", now=AT)

    one = Resource.objects.get(key="frailty-toolkit")
    assert (one.kind, one.licence, one.summary) == ("tool", "link", "For équipes")
    assert one.sources.get().address == "https://example.org/a"
    assert {topic.value for topic in one.topics.all()} == {"acute_frailty", "sdec"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "name,link\nA,b\n", "has the headings link, name; it must have title and address"),
        ("a.csv", "", "has the headings none"),
        ("a.csv", "title,address\nA,ftp://x\nB,https://x\n", "a.csv, line 2: it has address that begins with neither"),
        ("a.csv", "title,address,type\nA,https://x,poem\n", "a.csv, line 2: type is “poem”"),
        ("a.csv", "title,address\nA,https://x,too,many\n", "a.csv, line 2: it has more cells than headings"),
        ("a.csv", "title,address\nA,https://x\nA,https://y\n", "a stands there 2 times"),
        ("a.csv", "title,address\n???,https://x\n", "a.csv, line 2: key is ''; it must be a text"),
        ("a.csv", b"title,address\n\x81\x8d,https://x\n", "is neither UTF-8 nor Windows text"),
        ("a.md", "no front matter", "a.md: it does not begin with front matter"),
        ("a.md", b"\xff\xfe", "cannot be read"),
        ("a.txt", "a", "holds no resource"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_brought_in(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(FaultyResource) as problem:
        read_drafts(path if name.endswith(".csv") else tmp_path)

    assert said in str(problem.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FaultyResource, match="cannot be read"):
        read_drafts(tmp_path / "none.csv")


def test_of_many_faults_the_first_are_said_and_the_others_counted(tmp_path: Path) -> None:
    rows = "".join(f"Number {number},nowhere\n" for number in range(25))
    (tmp_path / "a.csv").write_text(f"title,address\n{rows}")

    with pytest.raises(FaultyResource, match="And 5 more"):
        read_drafts(tmp_path / "a.csv")

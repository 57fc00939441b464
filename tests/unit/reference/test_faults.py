"""Every check of the data files fires, and names what is wrong."""

from datetime import date

import pytest

from everyweek.reference import Directory, FaultyReference
from everyweek.reference.facts import read_facts
from everyweek.reference.faults import (
    MalformedRow,
    MissingRegion,
    OverlappingNames,
    OverlappingParents,
    SuccessorCycle,
    UnknownParent,
    UnknownSuccessor,
)

NAMES = "R01,region,North,,\nR02,region,South,,\nI01,icb,East,2022-07-01,\nP01,trust,Priory,,\nP02,trust,Quarry,,"
PARENTS = "P01,R01,,,\nP02,R01,,,\nI01,R01,2022-07-01,,"


def test_the_small_example_itself_is_sound(directory_of):
    assert directory_of(names=NAMES, parents=PARENTS).providers("R01", on=date(2024, 1, 1)) == {"P01", "P02"}


@pytest.mark.parametrize(
    ("lines", "fault", "said"),
    [
        ({"names": "P01,trust,Priory,yesterday,"}, MalformedRow, "names.csv, line 2: valid_from is 'yesterday'"),
        ({"names": "P01,trust,Priory,2024-01-01,2024-01-01"}, MalformedRow, "is not after"),
        ({"names": "P01,clinic,Priory,,"}, MalformedRow, "kind is 'clinic'; it must be one of"),
        ({"names": "P01,trust,,,"}, MalformedRow, "name is ''"),
        ({"names": "P01 ,trust,Priory,,"}, MalformedRow, "code is 'P01 '"),
        ({"names": "P01,trust,Priory,"}, MalformedRow, "more or fewer cells than the 5 columns"),
        ({"names": "P01,trust,Priory,,,,"}, MalformedRow, "more or fewer cells"),
        ({"names": f"{NAMES}\nP01,trust,Prior,,"}, OverlappingNames, "P01 is both Priory and Prior"),
        ({"names": f"{NAMES}\nP01,icb,Prior,2030-01-01,"}, OverlappingNames, "P01 is called icb and trust"),
        ({"parents": f"{PARENTS}\nP01,I09,,,"}, UnknownParent, "I09 is not in the file of names"),
        ({"parents": f"{PARENTS}\nP09,R01,,,"}, UnknownParent, "P09 is not in the file of names"),
        ({"parents": f"{PARENTS}\nP01,P02,,,"}, UnknownParent, r"P01 \(trust\) cannot be in P02 \(trust\)"),
        ({"parents": f"{PARENTS}\nR01,R02,,,"}, UnknownParent, r"R01 \(region\) cannot be in R02"),
        ({"parents": f"{PARENTS}\nP01,I01,2022-06-01,,"}, UnknownParent, "I01 exists from 2022-07-01 to now"),
        ({"parents": f"{PARENTS}\nP01,R02,2023-01-01,,"}, OverlappingParents, "P01 is in two of kind region"),
        ({"parents": "P01,R01,,,"}, MissingRegion, "P02 Quarry"),
        ({"parents": f"{PARENTS}".replace("P02,R01,,", "P02,R01,2020-01-01,")}, MissingRegion, "P02 Quarry"),
        ({"successors": "P01,P09,2024-01-01,whole,,"}, UnknownSuccessor, "P09 is not in the file of names"),
        ({"successors": "P01,P02,2024-01-01,part,,"}, UnknownSuccessor, "one whole or at least two parts"),
        ({"successors": "P01,P02,2024-01-01,most,,"}, MalformedRow, "extent is 'most'"),
        ({"successors": "P01,P02,,whole,,"}, MalformedRow, "effective_on is ''"),
        ({"successors": "P01,P02,2024-01-01,whole,soon,"}, MalformedRow, "figures_from is 'soon'"),
        (
            {"successors": "P01,P02,2024-01-01,whole,,\nP02,P01,2025-01-01,whole,,"},
            SuccessorCycle,
            "P01 → P02 → P01",
        ),
    ],
)
def test_a_fault_in_a_data_file_is_refused_and_named(directory_of, lines, fault, said):
    with pytest.raises(fault, match=said):
        directory_of(**({"names": NAMES, "parents": PARENTS} | lines))


def test_a_missing_column_is_refused_with_the_columns_that_are_there(facts_of, tmp_path):
    facts_of(names=NAMES, parents=PARENTS)
    (tmp_path / "organisation_names.csv").write_text("code,name\nP01,Priory\n", encoding="utf-8")

    with pytest.raises(MalformedRow, match="no column kind, valid_from, valid_to; its columns are code, name"):
        read_facts(tmp_path)


def test_two_files_that_fit_alone_but_not_together_are_refused(facts_of):
    facts = facts_of(names=NAMES, parents=PARENTS)

    with pytest.raises(OverlappingNames):
        Directory(facts + facts)


def test_a_divided_organisation_goes_on_itself_until_its_last_part_has_left(directory_of):
    organisations = directory_of(
        names=f"{NAMES}\nP03,trust,Ravine,,",
        parents=f"{PARENTS}\nP03,R02,,,",
        successors="P01,P02,2024-01-01,part,,\nP01,P03,2025-01-01,part,,",
    )

    def groups(day):
        return {row.group for row in organisations.rolled_up_memberships(on=day) if row.provider == "P01"}

    assert groups(date(2024, 6, 1)) == {"R01", "england"}
    assert groups(date(2025, 6, 1)) == {"england"}


def test_every_fault_belongs_to_one_family():
    assert issubclass(MalformedRow, FaultyReference)
    assert issubclass(SuccessorCycle, FaultyReference)

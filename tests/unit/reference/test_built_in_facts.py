"""The built-in data files say what is known to be so."""

import re
from datetime import date, timedelta

import pytest

from everyweek.reference import directory
from everyweek.reference.rows import data_folder

LAST_DAY_OF_42 = date(2026, 3, 31)
FIRST_DAY_OF_36 = date(2026, 4, 1)

# Which code went on as which, seen in the published files ("publications", trap 5).
MERGERS = """
RNL RNN 2019-10-01   R1J RTQ 2019-10-01   RQ6 REM 2019-10-01   RDD RAJ 2020-04-01   RQ8 RAJ 2020-04-01
RC1 RC9 2020-04-01   RBA RH5 2020-04-01   RA3 RA7 2020-04-01   RDZ R0D 2020-10-01   RD3 R0D 2020-10-01
RT3 RJ1 2021-02-01   RXH RYR 2021-04-01   RTV RW4 2021-06-01   RBZ RH8 2022-04-01   RA4 RH5 2023-04-01
RVY RBN 2023-07-01   RAP RAL 2025-01-01   RM2 R0A 2017-10-01   RW3 R0A 2017-10-01   RJF RTG 2018-07-01
RGQ RDE 2018-07-01   RQQ RGN 2017-04-01   RR1 RRK 2018-04-01   RE9 R0B 2019-04-01   RLN R0B 2019-04-01
"""
KEPT_THE_CODE_UNDER_A_NEW_NAME = "RAJ RC9 REM RYR RH5 RM3 RBN RA7 RH8 RDE RTG RGN RNN RAX"


def real(kind, day):
    return [one for one in directory().organisations(kind=kind, on=day) if not one.invented]


def test_there_are_42_icbs_until_the_end_of_march_2026_and_36_after():
    assert len(real("icb", LAST_DAY_OF_42)) == 42
    assert len(real("icb", FIRST_DAY_OF_36)) == 36
    assert real("icb", date(2022, 6, 30)) == []


def test_the_new_icbs_have_five_characters():
    new = {one.code for one in real("icb", FIRST_DAY_OF_36)} - {one.code for one in real("icb", LAST_DAY_OF_42)}

    assert new == {"D7T5G", "S0E4D", "S1Y5D", "S9B9J", "T6Y0W", "Z9B2Z"}


def test_there_are_seven_regions_and_every_icb_is_in_one():
    regions = {one.code for one in real("region", FIRST_DAY_OF_36)}

    assert regions == {"Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63"}
    for day in (LAST_DAY_OF_42, FIRST_DAY_OF_36):
        assert {directory().parent(icb.code, kind="region", on=day) for icb in real("icb", day)} == regions


@pytest.mark.parametrize("day", [date(2015, 7, 1), date(2019, 4, 1), date(2021, 1, 1), LAST_DAY_OF_42, FIRST_DAY_OF_36])
def test_the_regions_add_up_to_england(day):
    organisations = directory()
    members = [organisations.providers(one.code, on=day) for one in organisations.organisations(kind="region", on=day)]

    assert sum(len(region) for region in members) == len(organisations.providers("england", on=day))
    assert frozenset().union(*members) == organisations.providers("england", on=day)


def test_a_provider_and_its_icb_are_in_the_same_region():
    organisations = directory()

    for day in (date(2022, 7, 1), LAST_DAY_OF_42, FIRST_DAY_OF_36):
        for code in organisations.providers("england", on=day):
            icb = organisations.parent(code, kind="icb", on=day)
            region = organisations.parent(code, kind="region", on=day)
            assert icb is None or organisations.parent(icb, kind="region", on=day) == region, code


def test_every_provider_but_the_ambulance_services_and_the_areas_of_111_contracts_is_in_an_icb():
    """RYF alone is in one: it runs an urgent treatment centre in Tiverton, which NHS England counts in Devon."""
    organisations = directory()

    for day in (date(2022, 7, 1), LAST_DAY_OF_42, FIRST_DAY_OF_36):
        without = {
            code
            for code in organisations.providers("england", on=day)
            if organisations.parent(code, kind="icb", on=day) is None and not code.startswith("111")
        }
        assert {organisations.organisation(code).kind for code in without} == {"ambulance_service"}


@pytest.mark.parametrize(("old", "new", "day"), re.findall(r"(\S+) (\S+) (\d\S+)", MERGERS))
def test_a_merged_trust_goes_on_under_its_successor_from_the_day_of_the_merger(old, new, day):
    organisations, merged_on = directory(), date.fromisoformat(day)

    assert organisations.rolled_up(old, on=merged_on) == new
    assert organisations.rolled_up(old, on=merged_on - timedelta(days=1)) == old
    assert organisations.names(old)[-1].valid_to == merged_on


@pytest.mark.parametrize("code", KEPT_THE_CODE_UNDER_A_NEW_NAME.split())
def test_a_code_that_kept_its_number_has_two_names_and_tells_the_merger(code):
    assert len(directory().names(code)) >= 2
    assert any(change.breaks_the_series for change in directory().changes(code))


def test_the_twelve_closed_icbs_go_on_whole_or_divided():
    whole = {"QH8", "QHG", "QMJ", "QMM", "QNX", "QRV", "QU9", "QUE", "QXU"}
    closed = {one.code for one in real("icb", LAST_DAY_OF_42)} - {one.code for one in real("icb", FIRST_DAY_OF_36)}

    assert {code for code in closed if directory().rolled_up(code, on=FIRST_DAY_OF_36)} == whole
    assert closed - whole == {"QNQ", "QM7", "QJG"}


def test_names_are_written_as_the_nhs_writes_them():
    names = [one.name for kind in ("trust", "icb", "ambulance_service") for one in real(kind, FIRST_DAY_OF_36)]

    assert not [name for name in names if name.isupper() or " And " in name or " Of " in name or "'S" in name]


def test_the_isle_of_wight_is_a_trust_and_every_ambulance_service_is_known():
    services = {one.code for one in real("ambulance_service", date(2020, 1, 1))}

    assert services == {"RRU", "RX6", "RX7", "RX8", "RX9", "RYA", "RYC", "RYD", "RYE", "RYF"}
    assert directory().organisation("R1F").kind == "trust"


def test_beside_every_data_file_stand_its_source_and_licence():
    folder = data_folder()
    described = {file.name: file.read_text() for file in folder.iterdir() if file.name.endswith(".source.yaml")}
    files = [file.name for file in folder.iterdir() if file.name.endswith(".csv")]
    licensed = {name for name, text in described.items() if "Open Government Licence v3.0" in text}

    assert len(files) >= 8
    assert all(name in "".join(described.values()) for name in files)
    assert described.keys() - licensed == {"cast.source.yaml"}
    for name in ("standards.yaml", "method_changes.yaml"):
        assert "Open Government Licence v3.0" in folder.joinpath(name).read_text()


def test_trusts_without_an_emergency_department_are_known_with_what_became_of_them():
    organisations = directory()

    assert organisations.organisation("RGM").name == "Royal Papworth Hospital NHS Foundation Trust"
    assert organisations.parent("RGM", kind="icb", on=date(2025, 1, 1)) == "QUE"
    assert organisations.parent("RGM", kind="icb", on=date(2026, 4, 1)) == "S1Y5D"
    assert organisations.rolled_up("TAF", on=date(2024, 10, 31)) == "TAF"
    assert organisations.rolled_up("TAF", on=date(2024, 11, 1)) == "G6V2S"
    assert organisations.predecessors("R1H", on=date(2026, 1, 1)) == {"RGC", "RNH", "RNJ"}
    assert organisations.rolled_up("RYQ", on=date(2026, 1, 1)) is None
    assert organisations.organisation("TAJ", on=date(2020, 3, 31)).name.startswith("Black Country Partnership")


def test_the_areas_of_111_contracts_count_in_their_region_and_in_no_board():
    organisations, day = directory(), date(2026, 1, 1)

    assert organisations.organisation("111AC5").name == "NHS 111 area: Cambridgeshire and Peterborough"
    assert organisations.parent("111AC5", kind="region", on=day) == "Y61"
    assert organisations.parent("111AC5", kind="icb", on=day) is None
    assert len([code for code in organisations.providers("england", on=day) if code.startswith("111")]) == 28

"""The lists of delay reasons: complete, dated, and found whatever the spelling of a label."""

from collections import Counter
from datetime import date

import pytest

from everyweek.reference import UnknownDelayReason, delay_reason, delay_reasons
from everyweek.reference.delay_reasons import read_delay_reasons
from everyweek.reference.faults import MalformedRow

JUNE_2024 = date(2024, 6, 1)
AUGUST_2026 = date(2026, 8, 1)
PUBLISHED = """\
Hospital process – Awaiting therapy review of need for supported discharge
Hospital process - Awaiting medical review of need for supported discharge
Hospital process – Awaiting referral to care transfer hub for supported discharge
Hospital process – Awaiting patient transport services
Hospital process – Awaiting medicines to take home, discharge letter\u00a0or other discharge documentation
Hospital process – Remaining in hospital due to infection prevention and control restrictions
Hospital process – Awaiting formal decision to discharge (inc diagnostic test results)
Wellbeing concerns – Patient\u00a0/family/carer concerns over discharge readiness
Wellbeing concerns – Ongoing\u00a0safeguarding concern
Wellbeing concerns – Awaiting determination of mental capacity
Wellbeing concerns - Issues with discharge destination readiness
Care transfer hub process – Waiting for confirmation of immediate care needs and pathway
Care transfer hub process– Awaiting necessary referrals by care transfer hub
Care transfer hub process – Awaiting confirmation of funding eligibility
Interface process – Home based rehabilitation, reablement or recovery service arrangements still underway (Pathway 1)
Interface process – Other home-based social care service arrangements still underway (Pathway 1)
Interface process – Other home-based community health service arrangements still underway (Pathway 1)
Interface\u00a0process – Housing provision arrangement for homelessness still underway\u00a0(Pathway 0 or 1)
Interface process – Bed-based rehabilitation, reablement or recovery service arrangements still underway (Pathway 2)
Interface process – Residential/nursing home care arrangements still underway (Pathway 3)
Interface\u00a0process – End of life care inc Fast-Track CHC arrangement still underway?(Pathway 1 or 3)
Interface\u00a0process – Further action requested by agreed provider
Interface\u00a0process – Homeless with no recourse to public funds?
Interface\u00a0process – Self-funded care package arrangements still underway
Interface\u00a0process – Patient/family/carer choice discussions on package still underway
Interface\u00a0process – Out of area discharge arrangements requested but not completed
Capacity – Home-based rehabilitation, reablement or recovery services not yet available\u00a0(Pathway 1)
Capacity – Other home-based social care service not yet available (Pathway 1)
Capacity – Other home-based community health services not yet available (Pathway 1)
Capacity – Housing provision not yet available (Pathway 0 or 1)
Capacity – Bed-based rehabilitation, reablement or recovery services not yet available (Pathway 2)
Capacity – Mental health admitted patient care not yet available (Pathway 2)
Capacity – Residential/nursing home care not yet available (Pathway 3)
Capacity – End of life care inc Fast-Track CHC not yet available\u00a0(Pathway 1 or 3)
Capacity – Housing adaptations not yet completed (Pathway 1 or 3)
Capacity – Equipment and associated training not yet delivered (Pathway 1-3)
Capacity – Awaiting restart of existing social care arrangements (Pathway 0)
"""
"""As the files of 2024 to 2026 spell them, hyphens, no-break blanks, missing blanks and stray marks included."""


def test_every_published_label_is_one_reason_of_its_own() -> None:
    found = [delay_reason(label, on=AUGUST_2026) for label in PUBLISHED.splitlines()]

    assert len(found) == 37
    assert found == list(delay_reasons(AUGUST_2026))


def test_the_37_reasons_are_of_five_families() -> None:
    counted = Counter(reason.family for reason in delay_reasons(JUNE_2024))

    assert counted == {"hospital_process": 7, "wellbeing": 4, "care_transfer_hub": 3, "interface": 12, "capacity": 11}


@pytest.mark.parametrize(
    ("label", "code", "pathways"),
    [
        ("HOSPITAL PROCESS-AWAITING PATIENT TRANSPORT SERVICES", "hospital_process_transport", ()),
        ("Capacity - Housing provision not yet available (P0 or 1)", "capacity_housing", (0, 1)),
        ("Capacity - Equipment and associated training not yet delivered (P1-3)", "capacity_equipment", (1, 2, 3)),
    ],
)
def test_spelling_does_not_count(label: str, code: str, pathways: tuple[int, ...]) -> None:
    reason = delay_reason(label, on=JUNE_2024)

    assert (reason.code, reason.pathways) == (code, pathways)


def test_the_list_changes_on_27_may_2024() -> None:
    assert delay_reason("No Plan", on=date(2024, 5, 26)).family is None
    assert len(delay_reasons(date(2024, 5, 26))) == 18
    with pytest.raises(UnknownDelayReason, match=r"'No Plan' is not on the list of delay reasons of 27 May 2024\.$"):
        delay_reason("No Plan", on=date(2024, 5, 27))


def test_an_unknown_label_suggests_near_ones() -> None:
    with pytest.raises(
        UnknownDelayReason, match=r"Did you mean 'Hospital process – Awaiting patient transport services'"
    ):
        delay_reason("Hospital process – Awaiting patients transport", on=JUNE_2024)


def test_no_list_is_known_before_may_2022() -> None:
    with pytest.raises(UnknownDelayReason, match=r"^No list of delay reasons is known for 01 April 2022"):
        delay_reason("No Plan", on=date(2022, 4, 1))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("a,,,A,,", "valid_from is empty"),
        ("a,,4,A,2024-01-01,", "pathways is '4'"),
        ("a,nobody,,A,2024-01-01,", "family is 'nobody'"),
        ("a,,,A,2024-01-01,\na,,,B,2024-01-01,", "a is there twice"),
    ],
)
def test_a_faulty_list_is_refused(tmp_path, line: str, complaint: str) -> None:
    file = tmp_path / "delay_reasons.csv"
    file.write_text(f"code,family,pathways,label,valid_from,valid_to\n{line}\n", encoding="utf-8")

    with pytest.raises(MalformedRow, match=complaint):
        read_delay_reasons(file)

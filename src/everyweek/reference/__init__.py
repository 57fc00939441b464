"""Facts we did not invent: organisations, field-test trusts, standards and changes of method."""

from everyweek.reference.changes import Change
from everyweek.reference.delay_reasons import DelayFamily, DelayReason, UnknownDelayReason, delay_reason, delay_reasons
from everyweek.reference.directory import Directory, UnknownOrganisation, directory
from everyweek.reference.faults import FaultyReference
from everyweek.reference.field_test import FieldTestWindow, field_test_windows, is_field_test
from everyweek.reference.method_changes import MethodChange, method_changes
from everyweek.reference.organisation import ENGLAND, Membership, Organisation
from everyweek.reference.standards import Standard, standards_for, standards_in_force

__all__ = [
    "ENGLAND",
    "Change",
    "DelayFamily",
    "DelayReason",
    "Directory",
    "FaultyReference",
    "FieldTestWindow",
    "Membership",
    "MethodChange",
    "Organisation",
    "Standard",
    "UnknownDelayReason",
    "UnknownOrganisation",
    "delay_reason",
    "delay_reasons",
    "directory",
    "field_test_windows",
    "is_field_test",
    "method_changes",
    "standards_for",
    "standards_in_force",
]

"""Facts we did not invent: organisations, field-test trusts and standards."""

from everyweek.reference.changes import Change
from everyweek.reference.directory import Directory, UnknownOrganisation, directory
from everyweek.reference.faults import FaultyReference
from everyweek.reference.field_test import FieldTestWindow, field_test_windows, is_field_test
from everyweek.reference.organisation import ENGLAND, Membership, Organisation
from everyweek.reference.standards import Standard, standards_for, standards_in_force

__all__ = [
    "ENGLAND",
    "Change",
    "Directory",
    "FaultyReference",
    "FieldTestWindow",
    "Membership",
    "Organisation",
    "Standard",
    "UnknownOrganisation",
    "directory",
    "field_test_windows",
    "is_field_test",
    "standards_for",
    "standards_in_force",
]

"""The warehouse's tables. Days are whole numbers that read as dates: 20240401 is 1 April 2024."""

from datetime import date

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 2
"""Raised with every change of these tables; a warehouse of another version says so and is not touched."""

LONG_AGO, FOREVER = 0, 99_999_999

metadata = MetaData()

fact = Table(
    "warehouse_fact",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    comment="Schema version, content version, digest of the reference facts that the groups were made with",
)

measure = Table(
    "measure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("publication", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("by_icb", Boolean, nullable=False, comment="whether integrated care boards have a figure"),
)

organisation = Table(
    "organisation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(12), nullable=False, unique=True),
    Column("printed_name", Text, nullable=False, comment="as the newest file prints it"),
)

load = Table(
    "load",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False, comment="when it was finished, UTC, ISO 8601"),
    Column("files", Integer, nullable=False),
    Column("loaded", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("load_id", ForeignKey("load.id"), nullable=False),
    Column("publication", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("form", String(12), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False, comment="same for two files that say the same"),
    Column("size", Integer, nullable=False, comment="bytes"),
    Column("edition", Integer, nullable=False, comment="day: start of the last period in the file"),
    Column("published_on", Integer),
    Column("revised_on", Integer),
    Column("is_revised", Boolean, nullable=False),
    Column("is_sample", Boolean, nullable=False),
    Column("figures", Integer, nullable=False, comment="observations stored"),
    UniqueConstraint("publication", "fingerprint"),
    UniqueConstraint("publication", "sha256"),
)

release_period = Table(
    "release_period",
    metadata,
    Column("release_id", ForeignKey("release.id"), primary_key=True),
    Column("period_start", Integer, primary_key=True),
    Column("period_end", Integer, nullable=False),
    Column("publication", String(40), nullable=False),
    Column("is_complete", Boolean, nullable=False, comment="whether groups may be made of it"),
    Column("is_first", Boolean, nullable=False, comment="the earliest release of this period"),
    Column("is_latest", Boolean, nullable=False, comment="the release that is in force"),
    Index("release_period_by_publication", "publication", "period_start"),
)

# No foreign keys in the two tables of figures: they hold millions of rows that are written by one function each, with
# numbers looked up a moment before, and to check each row again takes as long as to write it.
observation = Table(
    "observation",
    metadata,
    Column("measure_id", Integer, primary_key=True),
    Column("organisation_id", Integer, primary_key=True),
    Column("period_start", Integer, primary_key=True),
    Column("release_id", Integer, primary_key=True),
    Column("numerator", Float),
    Column("denominator", Float),
    Column("value", Float),
    Column("reason", SmallInteger, nullable=False, comment="0, or why there is no value"),
    sqlite_with_rowid=False,
)

group_observation = Table(
    "group_observation",
    metadata,
    Column("measure_id", Integer, primary_key=True),
    Column("organisation_id", Integer, primary_key=True),
    Column("rolled_up", SmallInteger, primary_key=True),
    Column(
        "first",
        SmallInteger,
        primary_key=True,
        comment="1: of the releases as first published, where a later one is in force",
    ),
    Column("period_start", Integer, primary_key=True),
    Column("release_id", Integer, nullable=False),
    Column("numerator", Float),
    Column("denominator", Float),
    Column("value", Float),
    Column("reason", SmallInteger, nullable=False),
    Column("contributing", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
    sqlite_with_rowid=False,
    comment="Derived: regions, ICBs, England, and organisations rolled up to today's. Made anew with each load.",
)

membership = Table(
    "membership",
    metadata,
    Column("rolled_up", SmallInteger, primary_key=True),
    Column("provider_id", ForeignKey("organisation.id"), primary_key=True),
    Column("group_id", ForeignKey("organisation.id"), primary_key=True),
    Column("valid_from", Integer, primary_key=True),
    Column("valid_to", Integer, nullable=False),
    Column("is_icb", Boolean, nullable=False, comment="whether the group is an integrated care board"),
    sqlite_with_rowid=False,
    comment="Derived from the reference facts",
)

notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("load_id", ForeignKey("load.id"), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sheet", Text, nullable=False, default=""),
    Column("row", Integer),
    Column("column", Text, nullable=False, default=""),
    Column("found", Text, nullable=False, default=""),
    Column("expected", Text, nullable=False, default=""),
    Column("rule", Text, nullable=False, default="", comment="the check that found it"),
    Column("action", Text, nullable=False, default="", comment="what was done about it"),
    Column("message", Text, nullable=False),
)

reference_file = Table(
    "reference_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("load_id", ForeignKey("load.id"), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("fingerprint", String(64), nullable=False, unique=True, comment="same for two lists that say the same"),
    Column("kind", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("loaded_at", String(32), nullable=False, comment="UTC, ISO 8601"),
    Column("content", Text, nullable=False, comment="the list, as everyweek.reference.updates writes it"),
    comment="Lists of organisations that extend or correct the built-in reference facts",
)


def day_number(day: date | None, *, when_none: int = LONG_AGO) -> int:
    """A day as a number that reads as a date.

    >>> day_number(date(2024, 4, 1))
    20240401
    """
    return when_none if day is None else day.year * 10_000 + day.month * 100 + day.day


def day_from(number: int) -> date:
    """The day a number reads as.

    >>> day_from(20240401)
    datetime.date(2024, 4, 1)
    """
    return date(number // 10_000, number // 100 % 100, number % 100)

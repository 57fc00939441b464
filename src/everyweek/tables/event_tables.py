"""The four event tables: what happens to patients, as a hospital's own extract and the simulator both write it.

So the 4-hour percentage of a real trust and of a simulated one is the same line of code.
"""

from everyweek.tables.event_table import Column, EventTable, TableName

ORGANISATION = Column(
    "organisation",
    "words",
    "Whose row it is: the code of a trust, ambulance service or site, or the name of a simulated one.",
    may_be_missing=False,
)

INCIDENT = EventTable(
    name="incident",
    row="A 999 incident: one call for help, however many vehicles were sent.",
    made_by="An ambulance service's own extract, or the simulator.",
    columns=(
        ORGANISATION,
        Column(
            "category",
            "words",
            "How urgent it is, from a threat to life now (category 1) to what can wait (category 4), as it was at the "
            "end of the call.",
            may_be_missing=False,
            one_of=("category 1", "category 2", "category 3", "category 4", "category 5"),
        ),
        Column("called_at", "instant", "When the clock of the response starts.", may_be_missing=False),
        Column("assigned_at", "instant", "When the first vehicle was assigned.", not_before=("called_at",)),
        Column("on_scene_at", "instant", "When the vehicle that stops the clock came.", not_before=("called_at",)),
        Column(
            "at_hospital_at",
            "instant",
            "When the ambulance with the patient arrived.",
            not_before=("called_at", "on_scene_at"),
        ),
        Column(
            "handed_over_at",
            "instant",
            "When the hospital took the patient over from the crew.",
            not_before=("at_hospital_at",),
        ),
        Column("clear_at", "instant", "When the crew was free for the next call.", not_before=("called_at",)),
        Column(
            "outcome",
            "words",
            "How it ended.",
            one_of=(
                "hear and treat",
                "see and treat",
                "conveyed to an emergency department",
                "conveyed elsewhere",
            ),
        ),
    ),
)

ATTENDANCE = EventTable(
    name="attendance",
    row="An attendance at an emergency department, an urgent treatment centre or same day emergency care.",
    made_by="An extract like the Emergency Care Data Set (ECDS), the hospital's feed, or the simulator.",
    columns=(
        ORGANISATION,
        Column(
            "department_type",
            "words",
            "Type 1 is a major department, 2 one of a single specialty, 3 an urgent treatment centre or minor injury "
            "unit, 4 a walk-in centre, 5 same day emergency care.",
            may_be_missing=False,
            one_of=("type 1", "type 2", "type 3", "type 4", "type 5"),
        ),
        Column("arrival_mode", "words", "How the patient came, such as ambulance or walk in."),
        Column(
            "acuity", "whole number", "From 1, immediate, to 5, least urgent.", unit="level of acuity", least=1, most=5
        ),
        Column("arrived_at", "instant", "When the patient arrived, or was handed over.", may_be_missing=False),
        Column("assessed_at", "instant", "When the first assessment began.", not_before=("arrived_at",)),
        Column("seen_at", "instant", "When somebody who decides on treatment saw them.", not_before=("arrived_at",)),
        Column(
            "decision_to_admit_at",
            "instant",
            "When it was decided to admit them; missing for who is not admitted.",
            not_before=("arrived_at",),
        ),
        Column(
            "departed_at",
            "instant",
            "When the patient left the department; missing for who is still inside.",
            not_before=("arrived_at", "decision_to_admit_at"),
        ),
        Column(
            "disposal",
            "words",
            "How it ended.",
            one_of=("admitted", "transferred", "discharged", "left before the end", "died"),
        ),
    ),
)

STAY = EventTable(
    name="stay",
    row="A stay of a patient in a hospital bed, from admission to discharge.",
    made_by="An extract of the patient administration system, the hospital's feed, or the simulator.",
    columns=(
        ORGANISATION,
        Column("admitted_at", "instant", "When the patient was admitted.", may_be_missing=False),
        Column("ward", "words", "The ward of the stay, by the name that staff use."),
        Column(
            "discharge_ready_at",
            "instant",
            "When the patient no longer needed to be in this hospital.",
            not_before=("admitted_at",),
        ),
        Column(
            "discharged_at",
            "instant",
            "When the patient left; missing for who is still inside.",
            not_before=("admitted_at", "discharge_ready_at"),
        ),
        Column(
            "pathway",
            "words",
            "The pathway of discharge: P0 home without new support, P1 home with support, P2 a bed for recovery, P3 a "
            "care home as a new resident.",
            one_of=("P0", "P1", "P2", "P3"),
        ),
    ),
)

OCCUPANCY = EventTable(
    name="occupancy",
    row="A pool of beds, slots or staff at an instant.",
    made_by="A situation report, or the simulator, which looks once an hour.",
    columns=(
        ORGANISATION,
        Column("pool", "words", "The pool, by its name.", may_be_missing=False),
        Column("at", "instant", "When it was looked at.", may_be_missing=False),
        Column("open", "whole number", "Those that there are.", may_be_missing=False, unit="beds or slots", least=0),
        Column("occupied", "whole number", "Those in use.", may_be_missing=False, unit="beds or slots", least=0),
    ),
    one_for=("organisation", "pool", "at"),
)

EVENT_TABLES: dict[TableName, EventTable] = {
    "incident": INCIDENT,
    "attendance": ATTENDANCE,
    "stay": STAY,
    "occupancy": OCCUPANCY,
}
"""Every event table by its name, in the order in which a patient passes through them."""

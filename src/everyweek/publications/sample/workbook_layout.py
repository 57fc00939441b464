"""The words of the monthly A&E workbook in its layout of April 2022 to May 2024: sheets, title block, columns."""

TITLE = "A&E Attendances & Emergency Admission monthly statistics, NHS and independent sector organisations in England"
SUMMARY = "A&E attendances, performance and emergency admissions"
BOOKED_TITLE = "A&E Booked Appointment Attendances  "
BOOKED_SUMMARY = (
    "A&E booked appointment attendances and performance (excluding CRS trusts) at an Urgent Treatment Centre made in "
    "advance via NHS 111"
)
SOURCE = "SDCS data collection - MSitAE"
CONTACT = "Nobody: every organisation and figure in this workbook is invented"

TYPES = (
    "Type 1 Departments - Major A&E",
    "Type 2 Departments - Single Specialty",
    "Type 3 Departments - Other A&E/Minor Injury Unit",
)
FOUR_HOURS = (
    *TYPES,
    "Total attendances",
    *TYPES,
    "Total Attendances < 4 hours",
    *TYPES,
    "Total Attendances > 4 hours",
    "Percentage in 4 hours or less (all)",
    "Percentage in 4 hours or less (type 1)",
    "Percentage in 4 hours or less (type 2)",
    "Percentage in 4 hours or less (type 3)",
)
ADMISSIONS = (
    "Emergency Admissions via Type 1 A&E",
    "Emergency Admissions via Type 2 A&E",
    "Emergency Admissions via Type 3 and 4 A&E",
    "Total Emergency Admissions via A&E",
    "Other Emergency admissions (i.e not via A&E)",
    "Total Emergency Admissions",
    "Number of patients spending >4 hours from decision to admit to admission",
    "Number of patients spending >12 hours from decision to admit to admission",
)
SYSTEM_HEADER = ("Code", "System", *FOUR_HOURS, *ADMISSIONS)
PROVIDER_HEADER = ("Code", "Region", "Name", *FOUR_HOURS, *ADMISSIONS)
BOOKED_HEADER = (
    "Code",
    "Region",
    "Name",
    *TYPES,
    "Total attendances",
    *TYPES,
    "Booked Appointment Attendances > 4 hours",
    "Percentage in 4 hours or less (all) (Booked Appointments Only)",
    "Percentage in 4 hours or less (type 1) (Booked Appointments Only)",
    "Percentage in 4 hours or less (type 2) (Booked Appointments Only)",
    "Percentage in 4 hours or less (type 3) (Booked Appointments Only)",
    "Percentage in 4 hours or less (All types excluding Booked Appointments)",
    "Percentage in 4 hours or less (All types including Booked Appointments)",
    *[""] * 6,
    *TYPES,
    "Total Attendances < 4 hours",
    *[""] * 4,
    "Total under 4 hour all types",
    "Total under 4 hours + booked appointments",
    "Over 4 hours all types",
    "Over 4 hours + booked",
)
"""The first cell stands in column B; the empty ones are columns of the real sheet that have no heading."""

SYSTEM_GROUPS = {
    3: "A&E attendances",
    7: "A&E attendances < 4 hours from arrival to admission, transfer or discharge",
    11: "A&E attendances > 4 hours from arrival to admission, transfer or discharge",
    15: "Percentage of attendances within 4 hours",
    19: "Emergency Admissions",
}
PROVIDER_GROUPS = {
    4: "A&E attendances",
    8: "A&E attendances less than 4 hours from arrival to admission, transfer or discharge",
    12: "A&E attendances greater than 4 hours from arrival to admission, transfer or discharge",
    16: "Percentage of attendances within 4 hours",
    20: "Emergency Admissions",
}
BOOKED_GROUPS = {
    4: "A&E Booked Appointment attendances",
    8: "A&E Booked Appointments attendances greater than 4 hours from arrival to admission, transfer or discharge",
    12: "A&E Booked Appointments Performance ",
    24: "A&E Booked Appointment attendances less than 4 hours from arrival to admission, transfer or discharge",
}
"""By column, counted from 0 = A: the headings above the header row, each over a block of columns."""

PROVIDER_HELPERS = (
    {4: 4, 5: 5, 6: 6, 12: 10, 13: 11, 14: 12, 20: 18, 21: 19, 22: 20, 24: 21, 26: 16, 27: 17},
    {4: 7, 5: 8, 6: 9, 12: 13, 13: 14, 14: 15},
)
BOOKED_HELPERS = ({4: 7, 5: 8, 6: 9, 8: 13, 9: 14, 10: 15},)
"""Numbers that the publisher left standing in the first rows, by row and column: a trap, kept as it is."""

MAPPING_HEADER = ("Org code", "Region ", "Name", "STP", "", "", "STP", "Code")

"""A&E Attendances and Emergency Admissions, monthly by provider: the CSV and the workbook in all their layouts."""

"""A plan as a workbook, a document, a calendar, and for programs."""

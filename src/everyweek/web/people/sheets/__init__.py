"""Tables that people bring and take: CSV, workbooks and what is pasted from one."""

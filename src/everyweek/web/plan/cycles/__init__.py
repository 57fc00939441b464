"""Plan, do, study, act: the small tests of a plan, with their data; and what may go wrong."""

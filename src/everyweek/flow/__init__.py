"""Patients flowing through a system: a language for pathways, and an engine that runs them."""

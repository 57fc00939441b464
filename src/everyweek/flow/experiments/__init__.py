"""Experiments with models of patient flow: many replications, how sure they are, and scenarios side by side."""

"""Improvement in urgent and emergency care: measure, compare, assess, learn, plan, simulate, track."""

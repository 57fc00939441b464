"""What of frameworks belongs to a person: those that they added."""

from everyweek.web.people.accounts.own_data import part

OF_FRAMEWORKS = (part("frameworks you added", "assess.FrameworkVersion", "added_by", "key version title added_at"),)

"""What of own groups is exported to the person they belong to."""

from everyweek.web.people.accounts.own_data import part

OWN_GROUPS = (
    part("your groups", "compare.OwnGroup", "owner", "name method version created_at updated_at"),
    part("who is in your groups", "compare.OwnGroupMember", "group__owner", "group__name code valid_from valid_to"),
    part("changes of your groups", "compare.OwnGroupChange", "by", "group__name version at what"),
)

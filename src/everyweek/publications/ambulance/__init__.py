"""The ambulance quality indicators."""

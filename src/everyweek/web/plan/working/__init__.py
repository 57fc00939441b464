"""Did it work? What was registered before anybody looked, and what the figures say since."""

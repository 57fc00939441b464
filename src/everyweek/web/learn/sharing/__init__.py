"""Share your own: what somebody writes for the library, and how it is reviewed before others read it."""

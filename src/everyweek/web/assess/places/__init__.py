"""The places that are assessed, and who takes part in the conversation of each."""

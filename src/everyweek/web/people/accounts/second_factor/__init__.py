"""A second proof of who signs in: a code from an app, besides the password."""

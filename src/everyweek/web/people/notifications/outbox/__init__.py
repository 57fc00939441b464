"""Mails: written into a box, and sent from there by the worker."""

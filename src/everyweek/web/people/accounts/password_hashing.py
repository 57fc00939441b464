"""How a password is kept: as a hash that costs whoever guesses both time and memory."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with the first of the settings that OWASP holds for equal: 46 MiB, one pass, one lane.

    Django's own (100 MiB, two passes, eight lanes) take several cores and twice the memory for each who signs in.

    Source: OWASP Password Storage Cheat Sheet, "Argon2id".
    """

    memory_cost = 47_104  # KiB: 46 * 1024
    time_cost = 1
    parallelism = 1

"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id, as OWASP asks for at least: a server checks as many at once as it makes pages.

    Django's own takes 100 MB and eight threads for each, so that twelve who sign in together, or
    pretend to, end a server of one gigabyte. What was kept that way is kept anew at the next
    sign-in.
    """

    memory_cost = 19 * 1024  # kibibytes
    time_cost = 2
    parallelism = 1

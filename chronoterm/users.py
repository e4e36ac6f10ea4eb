"""Who is at the terminal, as the system knows it and not as the environment says."""

import os
import pwd


def user_name() -> str:
    """The name of the user whose process this is; the number of the user where it has none."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())

"""What happens when the program itself is wrong: one sentence for the person, the rest in a file."""

import os
import tempfile
import traceback

from chronoterm.directories import make_private, state_folder

EXIT_CODE = 70
"""An internal error, as in sysexits.h."""


def keep(error: BaseException) -> str:
    """Write the traceback, without any values of variables, to a file; the sentence that says so."""
    what = f"an error in chronoterm itself ({type(error).__name__})"
    try:
        folder = state_folder()
        make_private(folder)
        descriptor, name = tempfile.mkstemp(prefix="error-", suffix=".txt", dir=folder)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.writelines(traceback.format_exception(error))
    except (OSError, RuntimeError) as trouble:
        return f"{what}; its details could not be kept ({trouble})"
    return f"{what}; its details are in {name}. Your store is as it was"

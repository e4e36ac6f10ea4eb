"""`chronoterm` and `python -m chronoterm`."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Imports make many objects and free few: collecting meanwhile only costs time. The app turns it on again.
    gc.disable()
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - whatever it is, a traceback is nothing for the person in front of it
        sys.exit(_failed(error))


def _run(arguments: list[str]) -> int:
    if "--restricted" in arguments:  # looked for before anything is imported or parsed
        from chronoterm.restricted import run_restricted  # noqa: PLC0415 - only where it is asked for

        return run_restricted(arguments)
    from chronoterm.starting import start_plainly  # noqa: PLC0415 - the import is part of what may be interrupted

    code = start_plainly(arguments)
    if code is None:
        from chronoterm.cli import run  # noqa: PLC0415 - a plain start needs no parser

        code = run()
    return code


def _failed(error: Exception) -> int:
    from chronoterm.failures import EXIT_CODE, keep  # noqa: PLC0415 - only when it comes to that
    from chronoterm.output import complain  # noqa: PLC0415 - as above

    complain(keep(error))
    return EXIT_CODE


if __name__ == "__main__":
    main()

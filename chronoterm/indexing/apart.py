"""The script of the process in which an index is made beside a session: `python -I apart.py STORE again|if-needed`.

It is run by its path, so that it finds the package that it lies in, wherever that is and whatever else is installed.
"""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from chronoterm.indexing.child import run

    os._exit(run(sys.argv[1:]))  # a million objects need not be taken apart one by one

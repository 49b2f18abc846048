"""``python3 -m csg_monitor.setup run``: the front door under the package's own name.

An old Python must be able to read this file too; see ``csg_monitor/bootstrap.py``.
"""

import sys

from csg_monitor.bootstrap import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))  # type: ignore[no-untyped-call]

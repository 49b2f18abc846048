"""What a person can do about a failed step, from what pip, npm or Django said."""

import re
from collections.abc import Iterable

# The first that fits counts: the rarer and surer signs stand before the common ones.
REMEDIES = {
    r"No space left on device|ENOSPC": "free some disk space",
    r"DO NOT MATCH THE HASHES|EINTEGRITY": "a package is not the one that was locked, so do not use it",
    r"Temporary failure in name resolution|Name or service not known|Failed to establish a new connection"
    r"|No matching distribution|ProxyError|SSLError|[Tt]imed? ?out|Network is unreachable|Connection refused"
    r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT": (
        "check the network connection, and the proxy or package index that pip and npm are set to use"
    ),
    r"[Pp]ermission denied|EACCES|Read-only file system|readonly database": "make the folder writable",
    r"database is locked": "stop the other copy of CSG Monitor",
}
OTHERWISE = "see the lines above"


def advice_for(lines: Iterable[str]) -> str:
    """One clause, to stand in the middle of a sentence."""
    output = "\n".join(lines)
    return next(
        (remedy for sign, remedy in REMEDIES.items() if re.search(sign, output)),
        OTHERWISE,
    )

"""Passkeys, which allauth brings and this product does not offer: loaded only if something asks for them.

allauth's second step imports its passkeys whether they are offered or not, and with them libraries of some
ten megabytes in every worker.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

PACKAGE = "allauth.mfa.webauthn.internal"
MODULE = "auth"


def load_when_asked() -> None:
    """Put a module in place of allauth's passkeys that loads itself when its first attribute is asked for.

    Does nothing when they are loaded already.
    """
    name = f"{PACKAGE}.{MODULE}"
    spec = find_spec(name)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    # Python 3.11 asks a module that it finds among those loaded for its spec, which would load this one.
    setattr(importlib.import_module(PACKAGE), MODULE, module)

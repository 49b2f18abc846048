"""Every check that a change must pass: ``python -m tests [STAGE ...] [-- ARGUMENTS FOR PYTEST]``.

python -m tests                           # all stages
python -m tests lint types                # some
python -m tests sqlite -- -k abatement    # some tests (their coverage is not judged)
"""

import os
import sys
from collections.abc import Sequence

from csg_monitor.setup.signals import sigterm_as_interrupt
from tests.support.outcomes import Outcome, closing_table
from tests.support.stages import STAGES, Stage


def main(arguments: Sequence[str]) -> int:
    names, pytest_arguments = divided(arguments)
    unknown = set(names) - STAGES.keys()
    if unknown:
        print(
            f"No such stage: {', '.join(sorted(unknown))}. The stages are: {' '.join(STAGES)}.",
            file=sys.stderr,
        )
        return 2
    chosen = [stage for name, stage in STAGES.items() if not names or name in names]
    try:
        with sigterm_as_interrupt():
            outcomes = [run(stage, pytest_arguments) for stage in chosen]
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    print(closing_table(outcomes))
    return int(any(outcome.is_failure for outcome in outcomes))


def divided(arguments: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The names of stages, and what stands after ``--``."""
    if "--" not in arguments:
        return arguments, ()
    border = list(arguments).index("--")
    return arguments[:border], arguments[border + 1 :]


def run(stage: Stage, pytest_arguments: Sequence[str]) -> Outcome:
    """A stage whose tools are missing is left out on a developer's machine; CI must have them."""
    print(f"\n===== {stage.name}: {stage.purpose}", flush=True)
    advice = stage.what_is_missing()
    if advice is None:
        return stage.run(pytest_arguments)
    print(advice)
    return Outcome.not_run(stage.name, advice, is_failure=os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

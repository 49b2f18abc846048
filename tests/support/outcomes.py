"""How a stage ended, and the table of all of them that closes a run."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

# As in "===== 812 passed, 3 skipped in 61.22s (0:01:01) =====", perhaps in colour.
PYTEST_CLOSING_LINE = re.compile(r"^=+ (.*(?:\d+ \w+|no tests ran).* in [\d.]+s.*?) =+$", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[\d;]*m")
COUNT = re.compile(r"(\d+) (passed|failed|error|skipped)")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``detail`` is pytest's own closing line, or why the stage was not run."""

    stage: str
    word: str
    seconds: float = 0
    detail: str = ""
    is_failure: bool = False

    @classmethod
    def of_run(cls, stage: str, *, exit_code: int, seconds: float, output: str) -> Self:
        closing = PYTEST_CLOSING_LINE.findall(COLOUR.sub("", output))
        failed = exit_code != 0
        return cls(
            stage=stage,
            word="FAILED" if failed else "passed",
            seconds=seconds,
            detail=closing[-1] if closing else "",
            is_failure=failed,
        )

    @classmethod
    def not_run(cls, stage: str, why: str, *, is_failure: bool) -> Self:
        return cls(stage=stage, word="NOT RUN", detail=why, is_failure=is_failure)


def closing_table(outcomes: Sequence[Outcome]) -> str:
    """One line for each stage; after them, where tests ran, the sum of their counts."""
    rows = [f"{o.stage:<14}{o.word:<9}{o.seconds:7.1f} s  {o.detail}".rstrip() for o in outcomes]
    return "\n".join(["", f"{'stage':<14}{'result':<9}{'time':>9}", *rows, *_sum_of_tests(outcomes)])


def _sum_of_tests(outcomes: Sequence[Outcome]) -> list[str]:
    tests: Counter[str] = Counter()
    for outcome in outcomes:
        tests.update({word: int(count) for count, word in COUNT.findall(outcome.detail)})
    if not tests:
        return []
    failed = tests["failed"] + tests["error"]
    return ["", f"tests: {tests['passed']} passed, {failed} failed, {tests['skipped']} skipped"]

"""What the closing table says of each stage."""

import pytest

from tests.support.outcomes import Outcome, closing_table


def outcome(output, exit_code=0):
    return Outcome.of_run("sqlite", exit_code=exit_code, seconds=61.5, output=output)


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        pytest.param(
            "===== 812 passed in 61.2s (0:01:01) =====", "812 passed in 61.2s (0:01:01)", id="all-passed"
        ),
        pytest.param(
            "=== 2 failed, 810 passed in 9.1s ===", "2 failed, 810 passed in 9.1s", id="some-failed"
        ),
        pytest.param(
            "\x1b[32m=== \x1b[32m\x1b[1m812 passed\x1b[0m\x1b[32m in 9.12s\x1b[0m\x1b[32m ===\x1b[0m",
            "812 passed in 9.12s",
            id="in-colour",
        ),
        pytest.param("=== no tests ran in 1.74s ===", "no tests ran in 1.74s", id="nothing-to-run"),
        pytest.param("812 passed in 9.12s", "", id="not-the-closing-line"),
    ],
)
def test_the_closing_line_of_pytest_is_kept(line, detail):
    assert outcome(f"...\n{line}\n").detail == detail


def test_only_the_last_closing_line_counts():
    assert outcome("=== 1 passed in 0.1s ===\n=== 2 passed in 0.2s ===\n").detail == "2 passed in 0.2s"


def test_an_exit_code_other_than_zero_is_a_failure():
    assert outcome("=== 812 passed in 9.12s ===", exit_code=1).is_failure


def test_the_table_has_a_line_for_each_stage_and_the_sum_of_the_tests():
    outcomes = [
        Outcome.of_run("lint", exit_code=0, seconds=0.1, output="All checks passed!"),
        Outcome.of_run("sqlite", exit_code=0, seconds=61.5, output="=== 812 passed, 3 skipped in 61.22s ==="),
        Outcome.of_run(
            "postgres", exit_code=1, seconds=80, output="=== 2 failed, 810 passed, 1 error in 79s ==="
        ),
        Outcome.not_run("browser", "Chromium was not found", is_failure=False),
    ]

    assert closing_table(outcomes).splitlines() == [
        "",
        "stage         result        time",
        "lint          passed       0.1 s",
        "sqlite        passed      61.5 s  812 passed, 3 skipped in 61.22s",
        "postgres      FAILED      80.0 s  2 failed, 810 passed, 1 error in 79s",
        "browser       NOT RUN      0.0 s  Chromium was not found",
        "",
        "tests: 1622 passed, 3 failed, 3 skipped",
    ]


def test_a_run_without_tests_has_no_sum():
    assert "tests:" not in closing_table([Outcome.of_run("lint", exit_code=0, seconds=0.1, output="")])

"""How a programme is laid out: every month of a stage once, widths that add up, and the month of NOW."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.months import Month, months_between
from contracts.calculations.timeline import MONTHS_SHOWN, TONES, Cell, Planned, Timeline, timeline

JANUARY = Month(2021, 1)
BEGINNINGS = st.integers(0, 60)
STAGES = st.lists(
    st.tuples(st.sampled_from(["IMT", "CSC", "HR"]), BEGINNINGS, st.integers(0, 40)), min_size=1, max_size=12
)


def planned(*stages: tuple[str, int, int]) -> list[Planned]:
    """Stages by workstream, first month from January 2021 on (0) and how many months they last beyond it."""
    return [
        Planned(
            key=key,
            workstream=name,
            name=f"Stage {key}",
            first=JANUARY + first,
            last=JANUARY + (first + more),
        )
        for key, (name, first, more) in enumerate(stages)
    ]


def laid_out(*stages: tuple[str, int, int], now: int = 0, shown: int = MONTHS_SHOWN) -> Timeline:
    found = timeline(planned(*stages), JANUARY + now, shown=shown)
    assert found is not None
    return found


def labels(found: Timeline) -> list[str]:
    return [column.label for column in found.columns]


def spans(lane: tuple[Cell, ...]) -> list[tuple[str, int]]:
    return [(cell.stage.name if cell.stage else "", cell.width) for cell in lane]


@given(STAGES, st.integers(-10, 110), st.integers(1, 24))
def test_every_month_of_every_stage_is_covered_exactly_once(stages, now, shown):
    found = laid_out(*stages, now=now, shown=shown)
    covered: Counter[tuple[int, Month]] = Counter()
    for line in found.lines:
        for lane in line.lanes:
            for cell in lane:
                for column in found.columns[cell.place : cell.place + cell.width] if cell.stage else ():
                    first, last = max(column.first, cell.stage.first), min(column.last, cell.stage.last)
                    covered.update((cell.stage.key, month) for month in months_between(first, last))
    assert covered == Counter(
        (stage.key, month) for stage in planned(*stages) for month in months_between(stage.first, stage.last)
    )


@given(STAGES, st.integers(-10, 110), st.integers(1, 24))
def test_the_cells_of_each_lane_follow_one_another_and_add_up_to_the_columns(stages, now, shown):
    found = laid_out(*stages, now=now, shown=shown)
    for line in found.lines:
        for lane in line.lanes:
            ends = [cell.place + cell.width for cell in lane]
            assert [cell.place for cell in lane] == [0, *ends[:-1]]
            assert ends[-1] == len(found.columns)
            assert all(cell.width > 0 for cell in lane)


@given(STAGES, st.integers(-10, 110), st.integers(1, 24))
def test_the_columns_are_the_programme_without_gap_or_overlap(stages, now, shown):
    found = laid_out(*stages, now=now, shown=shown)
    rows = planned(*stages)
    assert found.columns[0].first == min(stage.first for stage in rows)
    assert found.columns[-1].last == max(stage.last for stage in rows)
    assert all(
        after.first == before.last + 1
        for before, after in zip(found.columns, found.columns[1:], strict=False)
    )
    assert [column for year in found.years for column in year.columns] == list(found.columns)


@given(STAGES, st.integers(-10, 110), st.integers(1, 24))
def test_the_month_told_of_has_one_column_and_it_is_its_own(stages, now, shown):
    """But for a programme in which it does not lie."""
    found = laid_out(*stages, now=now, shown=shown)
    marked = [column for column in found.columns if column.is_now]
    assert len(marked) == (found.columns[0].first <= JANUARY + now <= found.columns[-1].last)
    assert all(column.is_month and column.first == JANUARY + now for column in marked)
    assert found.now == (JANUARY + now if marked else None)


def test_stages_side_by_side_are_one_row():
    (line,) = laid_out(("IMT", 0, 1), ("IMT", 2, 3)).lines
    assert [spans(lane) for lane in line.lanes] == [[("Stage 0", 2), ("Stage 1", 4)]]


def test_stages_that_overlap_by_a_month_get_rows_of_their_own():
    (line,) = laid_out(("IMT", 0, 2), ("IMT", 2, 3)).lines
    assert [spans(lane) for lane in line.lanes] == [
        [("Stage 0", 3), ("", 3)],
        [("", 2), ("Stage 1", 4)],
    ]


def test_a_gap_between_stages_is_a_cell_of_its_own():
    (line,) = laid_out(("IMT", 0, 1), ("IMT", 4, 0)).lines
    assert [spans(lane) for lane in line.lanes] == [[("Stage 0", 2), ("", 2), ("Stage 1", 1)]]


def test_workstreams_stand_in_the_order_in_which_they_were_planned():
    found = laid_out(("CSC", 5, 1), ("IMT", 0, 1), ("CSC", 0, 1))
    assert [line.workstream for line in found.lines] == ["CSC", "IMT"]
    assert [stage.name for stage in found.lines[0].stages] == ["Stage 2", "Stage 0"]


@pytest.mark.parametrize(
    ("months", "now", "ends"),
    [
        pytest.param(18, 0, ("Jan", "Jun", 18), id="as-many-as-there-are-columns"),
        pytest.param(19, 0, ("Jan", "Jul", 19), id="one-more-is-a-month-still"),
        pytest.param(20, 0, ("Jan", "Jul 22 to Aug 22", 19), id="two-more-are-one-column"),
        pytest.param(39, 11, ("Jan", "Jul 22 to Mar 24", 19), id="now-within-the-first-year"),
        pytest.param(39, 12, ("Jan 21 to Jun 21", "Jan 23 to Mar 24", 20), id="now-after-the-first-year"),
        pytest.param(39, 38, ("Jan 21 to Sep 22", "Mar", 19), id="now-at-the-end"),
        pytest.param(39, 39, ("Jan", "Jul 22 to Mar 24", 19), id="now-past-the-end"),
    ],
)
def test_the_window_of_eighteen_months_keeps_now_in_sight(months, now, ends):
    found = laid_out(("IMT", 0, months - 1), now=now)
    assert (labels(found)[0], labels(found)[-1], len(found.columns)) == ends


def test_months_stand_under_their_years_and_the_horizon_by_itself():
    found = laid_out(("IMT", 6, 30))
    assert [(year.label, len(year.columns), year.is_range) for year in found.years] == [
        ("2021", 6, False),
        ("2022", 12, False),
        ("2023", 1, True),
    ]


def test_a_stage_of_one_name_looks_the_same_everywhere_and_the_looks_begin_anew():
    names = [f"Stage {number}" for number in range(TONES + 1)]
    rows = [
        Planned(key=key, workstream=workstream, name=name, first=JANUARY + place, last=JANUARY + place)
        for key, workstream in enumerate(["IMT", "CSC"])
        for place, name in enumerate(names)
    ]
    found = timeline(rows, JANUARY)
    assert found is not None
    tones = [[cell.tone for cell in line.lanes[0]] for line in found.lines]
    assert tones == [[1, 2, 3, 4, 5, 6, 1]] * 2


def test_nothing_planned_is_no_timeline():
    assert timeline([], JANUARY) is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(Month(1, 1), Month(9999, 12), id="all-time"),
        pytest.param(Month(9999, 11), Month(9999, 12), id="the-last-months-there-are"),
    ],
)
def test_a_stage_may_last_as_long_as_there_are_months(first: Month, last: Month):
    row = Planned(key=1, workstream="IMT", name="For ever", first=first, last=last)
    found = timeline([row], last)
    assert found is not None
    assert (found.columns[0].first, found.columns[-1].last) == (first, last)

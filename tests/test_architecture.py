"""The source keeps its own rules; and each rule would notice if it were broken."""

from __future__ import annotations

import pytest

from tests.support import architecture
from tests.support.architecture import PRODUCT, ROOT, calculations, modules, templates

COMPONENTS = [path for path in templates() if "/components/" in path]
WRITTEN = [*modules(*PRODUCT, "tests"), *templates()]
OTHER_TEXT = [
    path.relative_to(ROOT).as_posix()
    for pattern in (
        "*.md",
        "*.toml",
        "*.in",
        "Makefile",
        "docs/**/*.md",
        "static/csg/*",
        ".ci/*",
        ".env.example",
    )
    for path in ROOT.glob(pattern)
]

RULES = [
    pytest.param(architecture.impure_imports, calculations(), id="calculations-are-pure"),
    pytest.param(architecture.backward_imports, modules(*PRODUCT), id="imports-point-one-way"),
    pytest.param(architecture.eager_imports, modules(*PRODUCT), id="heavy-packages-are-imported-where-used"),
    pytest.param(architecture.hidden_clocks, modules(*PRODUCT), id="no-hidden-clock"),
    pytest.param(architecture.unrecorded_writes, modules(*architecture.APPS), id="every-write-is-recorded"),
    pytest.param(architecture.too_long, WRITTEN, id="files-can-be-read"),
    pytest.param(architecture.long_functions, modules(*PRODUCT), id="functions-can-be-read"),
    pytest.param(architecture.inline_script_or_style, templates(), id="no-inline-script-or-style"),
    pytest.param(architecture.undeclared_context, COMPONENTS, id="components-say-what-they-need"),
    pytest.param(architecture.paths_of_one_machine, [*WRITTEN, *OTHER_TEXT], id="no-path-of-one-machine"),
]


@pytest.mark.parametrize(("rule", "paths"), RULES)
def test_the_source_keeps_the_rule(rule, paths):
    assert paths, "there must be something to check"
    assert [complaint for path in paths for complaint in rule(path, (ROOT / path).read_text())] == []


def test_the_calculations_that_money_depends_on_are_among_those_checked():
    assert {"contracts/calculations/months.py", "kpis/calculations/rag.py"} <= set(calculations())


SOMEWHERE = "kpis/calculations/rag.py"
BREACHES = [
    (architecture.impure_imports, SOMEWHERE, "from django.db import models"),
    (architecture.impure_imports, SOMEWHERE, "def rule():\n    import time"),
    (architecture.impure_imports, SOMEWHERE, "from kpis import models"),
    (architecture.impure_imports, SOMEWHERE, "from ..models import Result"),
    (architecture.backward_imports, "contracts/access.py", "import kpis.models"),
    (architecture.backward_imports, "kpis/judging.py", "from reports.views import home"),
    (architecture.backward_imports, "kpis/judging.py", "from csg_monitor import settings"),
    (architecture.backward_imports, "csg_monitor/context.py", "from contracts.models import Contract"),
    (architecture.backward_imports, "kpis/judging.py", "from tests.factories import make_kpi"),
    (architecture.eager_imports, "kpis/calculations/trend.py", "import numpy as np"),
    (architecture.eager_imports, "kpis/calculations/trend.py", "from scipy.stats import theilslopes"),
    (architecture.eager_imports, "kpis/calculations/trend.py", "from kpis.calculations import xmr"),
    (architecture.eager_imports, "kpis/calculations/trend.py", "from .xmr import charts"),
    (
        architecture.eager_imports,
        "reports/frames.py",
        "try:\n    import pandas\nexcept ImportError:\n    pass",
    ),
    (architecture.eager_imports, "reports/frames.py", "class Frame:\n    import pandas"),
    (architecture.hidden_clocks, "kpis/querysets.py", "today = date.today()"),
    (architecture.hidden_clocks, "kpis/actions/entering.py", "at = timezone.now()"),
    (architecture.hidden_clocks, "kpis/actions/entering.py", "at = datetime.now(UTC)"),
    (architecture.hidden_clocks, "kpis/actions/entering.py", "on = timezone.localdate()"),
    (architecture.unrecorded_writes, "kpis/actions/entering.py", "Result._base_manager.bulk_create(rows)"),
    (architecture.unrecorded_writes, "reports/views/home.py", "connection.cursor().execute(sql)"),
    (architecture.too_long, "kpis/views.py", "x = 1\n" * 401),
    (architecture.too_long, "templates/reports/home.html", "<p>\n" * 81),
    (architecture.long_functions, "kpis/judging.py", "def judge(result):\n" + "    x = 1\n" * 41),
    (architecture.long_functions, "kpis/views.py", "def page(request):\n" + "    x = 1\n" * 21),
    (architecture.inline_script_or_style, "templates/base.html", '<p style="color: red">'),
    (architecture.inline_script_or_style, "templates/base.html", "<script>alert(1)</script>"),
    (architecture.inline_script_or_style, "templates/base.html", '<a onclick="go()">'),
    (architecture.inline_script_or_style, "templates/base.html", '<a href="javascript:go()">'),
    (architecture.inline_script_or_style, "templates/base.html", "<style>p {}</style>"),
    (architecture.undeclared_context, "templates/components/tag.html", "<strong>{{ word }}</strong>"),
    (architecture.undeclared_context, "templates/components/tag.html", "{# A tag. #}\n<strong>"),
    (architecture.paths_of_one_machine, "README.md", "Look into /" + "home/jane/notes"),
    (architecture.paths_of_one_machine, "README.md", "cd /" + "work/main"),
]


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    BREACHES,
    ids=[f"{rule.__name__}: {source[:40]}" for rule, _, source in BREACHES],
)
def test_a_breach_is_found(rule, path, source):
    assert rule(path, source)


INNOCENT = [
    (architecture.impure_imports, SOMEWHERE, "from contracts.calculations.months import Month"),
    (architecture.impure_imports, SOMEWHERE, "from .schedule import Frequency"),
    (architecture.backward_imports, "reports/views/home.py", "from kpis.models import Period"),
    (architecture.backward_imports, "csg_monitor/urls.py", "from contracts.converters import register"),
    (architecture.eager_imports, "kpis/calculations/trend.py", "def charts():\n    import numpy as np"),
    (architecture.eager_imports, "kpis/calculations/trend.py", "if TYPE_CHECKING:\n    import numpy as np"),
    (architecture.eager_imports, "kpis/calculations/trend.py", "from kpis.calculations import rag"),
    (architecture.eager_imports, "kpis/calculations/xmr.py", "import numpy as np"),
    (architecture.hidden_clocks, "kpis/views/months.py", "at = timezone.now()"),
    (architecture.hidden_clocks, "kpis/actions/entering.py", "on = timezone.localdate(at)"),
    (
        architecture.hidden_clocks,
        "contracts/models/people.py",
        "joined = DateTimeField(default=timezone.now)",
    ),
    (architecture.unrecorded_writes, "contracts/recording.py", "model._base_manager.bulk_create(rows)"),
    (
        architecture.long_functions,
        "kpis/views.py",
        'def page(request):\n    """' + "\n" * 30 + '"""\n    x = 1',
    ),
    (
        architecture.inline_script_or_style,
        "templates/base.html",
        '<script src="{% static "x.js" %}"></script>',
    ),
    (architecture.undeclared_context, "templates/components/tag.html", "{# A tag. Context: word. #}\n<b>"),
    (architecture.paths_of_one_machine, "README.md", "https://example.org/home/office"),
    (architecture.paths_of_one_machine, "README.md", "/home/somebody/project"),
]


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    INNOCENT,
    ids=[f"{rule.__name__}: {source[:40]}" for rule, _, source in INNOCENT],
)
def test_what_keeps_the_rule_is_left_alone(rule, path, source):
    assert rule(path, source) == []

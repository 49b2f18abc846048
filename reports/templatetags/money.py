"""Points and pounds in templates: ``{% load pounds points from money %}``."""

from __future__ import annotations

from django import template

from kpis.figures import with_thousands
from reports.statements.money_words import pounds

register = template.Library()
register.filter("pounds", pounds)
register.filter("points", with_thousands)

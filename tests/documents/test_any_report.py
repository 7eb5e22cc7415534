"""Any report becomes files that open and hold its text; the long run is in tests/eval/documents.py."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.report import Report, Signature
from bot.documents.profile import MATERIAL, PROFILES
from tests.documents.one_report import check
from tests.documents.reports import charts, notes, reports

profiles = st.sampled_from(sorted(PROFILES)).map(PROFILES.get)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reports, profiles, notes)
def test_any_report_becomes_files_that_open_and_hold_its_text(tmp_path_factory, report, profile, notes):
    check(report, profile, notes, tmp_path_factory.mktemp("any"))


@settings(max_examples=5, deadline=None)
@given(charts)
def test_any_figures_can_be_drawn(tmp_path_factory, chart):
    check(Report("图", (chart,), Signature("")), MATERIAL, (), tmp_path_factory.mktemp("chart"))

"""The sample month fits a thumb, and a longer one is found out."""

from tests.eval import thumb


def test_the_sample_month_fits_a_thumb():
    assert all(row.ok for row in thumb.rows())


def test_a_longer_month_is_found_out():
    spent = thumb.cost("官：" + "字" * 601 + "\n" + "官：[跳过]\n" * 60)
    assert spent.signs > thumb.MOST_SIGNS
    assert spent.taps > thumb.MOST_TAPS

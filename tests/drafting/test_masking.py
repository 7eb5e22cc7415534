"""Samples lend form, never facts: what a model is shown of one holds no figure, name, honour or slogan of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.app import build
from bot.config import read_config
from bot.core.facts import Reading
from bot.core.period import Period
from tests.drafting.modelled import masker

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "union-summaries-8.txt"
PERIOD = Period(2026, 9, 9)
READING = Reading(PERIOD, PERIOD.end)
SLOT = re.compile(r"〔[^〕]*〕")
# Read from the raw document by simple means of its own, so that the masker is not its own judge.
FIGURES = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:余|多)?(?:名|人|户|元|件|篇|场|支|家)(?!民|工|生|口)")
RAW = {
    "names": re.compile(r"(?:主席|木工|钢筋工|工委)([\u4e00-\u9fff]{2,3})(?=《|、|同志|被)"),
    "quoted": re.compile(r"“([^”\n]{4,40})”"),
    "documents": re.compile(r"《([^》\n]{2,60})》"),
    "places": re.compile(r"([\u4e00-\u9fff]{2})(?:市|广场|社区|村)(?=的|对|首|自|园|总|五|全|“|举|共|“|幼)"),
    "companies": re.compile(r"([\u4e00-\u9fff]{2,6})(?:集团|有限公司)"),
    "formulas": re.compile(r"(十六大|先进性教育|四个意识|两个普遍|十二五|两争一树|三业教育|和谐社会)"),
}
COMMON = re.compile(r"^(?:安康杯|五一|三八|八一|娘家人|两个|本市|全市|县级|城市|我市|职工|农民|女职工|工会)$")


def told_by(text: str) -> dict[str, set[str]]:
    """What the raw document names, by kind."""
    told = {
        kind: {found[1] for found in pattern.finditer(text) if not COMMON.match(found[1])}
        for kind, pattern in RAW.items()
    }
    # A word that stands without such an ending as well is no place: 参加市…, 扶贫村.
    told["places"] = {word for word in told["places"] if not re.search(f"{word}(?!市|广场|社区|村)", text)}
    return told


def survivors(raw: str, shown: str) -> dict[str, set[str]]:
    """What of a document still stands in what is shown of it."""
    rest = SLOT.sub("|", shown)
    left = {kind: {word for word in words if word in rest} for kind, words in told_by(raw).items()}
    left["figures"] = set(FIGURES.findall(rest))
    return {kind: words for kind, words in left.items() if words}


@pytest.fixture(scope="module")
def mask(house):
    return lambda text: masker(house).mask(text, READING)


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    """The sample document, taken into a library of its own."""
    if not SEED.exists():
        pytest.skip("the sample document is not here")
    house = build(read_config(environment={"BIGANZI_DATA_DIR": str(tmp_path_factory.mktemp("seed"))}))
    house.library.add(SEED)
    return house


def test_nothing_of_the_sample_document_survives(seed):
    passages = [passage.text for passage in seed.library.store().passages()]
    shown = [masker(seed).mask(text, READING) for text in passages]
    raw = SEED.read_text(encoding="utf-8")
    assert survivors(raw, "\n".join(shown)) == {}
    assert sum(bool(text) for text in shown) >= 0.8 * len(passages)


def test_the_judge_of_the_sample_document_sees_what_is_not_masked(seed):
    raw = SEED.read_text(encoding="utf-8")
    found = survivors(raw, "\n".join(passage.text for passage in seed.library.store().passages()))
    assert set(found) >= {"quoted", "documents", "places", "companies", "formulas", "figures"}


def test_people_and_their_health_are_masked_when_a_document_is_taken_in(seed):
    whole = "\n".join(passage.text for passage in seed.library.store().passages())
    for word in ("小朋友", "肿瘤", "手术"):
        assert word not in whole
    assert "××" in whole


SLOTS = {
    "9月8日组织62人学习。": "〔日期〕组织〔数量〕学习。",
    "到滨河区人民医院看望。": "到〔单位〕看望。",
    "与宏远建筑有限公司结对。": "与〔单位〕结对。",
    "组织职工到苏州参观。": "组织职工到〔单位〕参观。",
    "学习《安全生产法》。": "学习〔文件〕。",
    "举办“金秋杯”比赛。": "举办〔名称〕比赛。",
    "被市总工会授予模范职工之家称号。": "被市总工会授予〔荣誉〕。",
    "第三届职代会召开。": "〔数量〕职代会召开。",
    "晚上8:30开始。": "晚上〔数量〕开始。",
}


@pytest.mark.parametrize("text", SLOTS)
def test_a_fact_becomes_a_slot(mask, text):
    shown = mask(text)
    expected = SLOTS[text]
    assert {*SLOT.findall(expected)} <= {*SLOT.findall(shown)}, shown
    assert not FIGURES.search(SLOT.sub("", shown))
    for word in ("滨河", "宏远", "苏州", "安全生产法", "金秋杯", "模范", "第三届"):
        assert word not in shown


@pytest.mark.parametrize(
    "sentence",
    [
        "深入学习党的十六大精神。",
        "开展保持共产党员先进性教育活动。",
        "牢固树立四个意识。",
        "落实计划生育“三结合”工作。",
        "职工孙某因肿瘤手术住院治疗。",
        "患病小朋友得到资助。",
    ],
)
def test_a_sentence_of_another_time_or_of_somebodys_health_is_left_out(mask, sentence):
    assert mask(f"{sentence}工会逐户上门核对情况。") == "工会逐户上门核对情况。"


def test_words_without_facts_stay_as_they_are(mask):
    text = "工会逐户上门核对情况，当面讲清办理手续。\n一是坚持定期走访，二是及时反馈。"
    assert mask(text) == text

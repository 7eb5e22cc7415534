"""Who was helped is 王某某, children have no name, no illness stands beside one; everybody else keeps his."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import HOME
from bot.core.facts import Reading
from bot.core.period import Period
from bot.documents import docx
from bot.drafting.guard import Guard
from bot.drafting.material import portions
from tests.drafting.endpoint import Endpoint
from tests.drafting.messy import MESSY
from tests.drafting.modelled import PATIENT, modelled, true_words
from tests.drafting.reports import SAMPLE, filled

PERIOD = Period(2026, 9, 9)
READING = Reading(PERIOD, PERIOD.end)
VISITED = [
    ("看望了住院的王建国", "看望了住院的王某某"),
    ("看望住院职工王建国、李红梅，每人500", "看望住院职工王某某、李某某，每人500"),
    ("主席周敏带队走访困难职工张伟家", "主席周敏带队走访困难职工张某某家"),
    ("刘敏看望了王建国", "刘敏看望了王某某"),
    ("张伟母亲去世，送花圈", "张某某母亲去世，送花圈"),
    ("吊唁老职工陈桂兰", "吊唁老职工陈某某"),
    ("慰问劳模欧阳建国", "慰问劳模欧阳某某"),
    ("给王建国送去慰问金500元", "给王某某送去慰问金500元"),
    ("给生孩子的刘娟送了300块东西", "给生孩子的刘某某送了300块东西"),
    ("为张伟申请救助1.2万元", "为张某某申请救助1.2万元"),
    ("走访了赵铁柱、钱多多、孙尚香三户困难职工", "走访了赵某某、钱某某、孙某某三户困难职工"),
    ("王强住院期间，主席周敏前去看望", "王某某住院期间，主席周敏前去看望"),
    ("看望住院职工黄海明，送去500元", "看望住院职工黄某某，送去500元"),  # begins like the sea
    ("给严明兰送去慰问金500元", "给严某某送去慰问金500元"),
    ("高明强因病住院，工会去看望", "高某某因病住院，工会去看望"),
    ("王建国、李红各500元", "王某某、李某某各500元"),
]
ILL = [
    ("王建国得了肺癌住院，送去慰问金2000元", "王某某因病住院，送去慰问金2000元"),
    ("王建国，肺癌，住院，慰问500", "王某某，患病，住院，慰问500"),
    ("慰问 王建国 肺癌 1000", "慰问 王某某 患病 1000"),
    ("看望了王建国（肺癌）、李红（骨折），各500元", "看望了王某某（患病）、李某某（受伤），各500元"),
    ("欧阳建国骨折住院，看望", "欧阳某某因伤住院，看望"),
    ("慰问患尿毒症的职工李强3000元", "慰问患病的职工李某某3000元"),
    ("残疾职工张伟家送米面", "职工张某某家送米面"),
    ("走访困难职工李明（肢体残疾二级）1户", "走访困难职工李某某1户"),
    ("王某某肺癌住院，看望", "王某某因病住院，看望"),
    ("职工王强做了心脏支架手术，报销3600元", "职工王某某患病，报销3600元"),
    ("张伟的女儿张小雨（8岁）患白血病，捐款2万元", "张某某的女儿张某某（8岁）患病，捐款2万元"),
]
NUMBERS = [
    ("王建国电话13812345678 身份证11010519491231002X，住院慰问500元", "王某某，住院慰问500元"),
    ("联系人王强 手机〔手机号〕", "联系人王强"),
    ("慰问3户（电话：0571-88234567），每户500元", "慰问3户，每户500元"),
    ("卡号6222021234567890123，已打款500元", "已打款500元"),
]
LEFT = [
    "责任人刘敏",
    "王建国荣获省劳模",
    "表彰王强，开展高血压讲座",
    "高血压健康讲座62人，刘敏主讲",
    "两癌筛查152人，查出1人",
    "慰问大病职工3人、残疾职工2人",
    "向王建国同志学习",
    "副主席刘建华到三车间慰问高温作业职工",
    "工会主席王芳慰问了患病职工",
    "慰问消防、武警、环卫工人120人",
    "给老李家送了2000块慰问金，他爱人住院了",
    "参加职工运动会的李强获得冠军",
    "走访困难职工｜10月10日前｜刘敏｜5户",
    "走访困难职工 10月10日前 刘敏 5户",
    "向困难职工发放慰问金1500元，标准按市总〔2026〕12号",
]


@pytest.fixture(scope="module")
def say(house, tmp_path_factory):
    """What becomes of an answer to the question about visits."""
    paper, _ = filled(house.book, tmp_path_factory.mktemp("report"))
    parts = portions(house.book, paper, PERIOD)
    part = next(part for part in parts if part.id == "work.service")

    def become(text, *, full_names=False, question=0):
        told = part.told[0]
        if not question:  # not asked about people in need
            told = replace(told, question=replace(told.question, short="活动"))
        message = replace(told.messages[0], text=text)
        given = replace(part, told=(replace(told, messages=(message,)),))
        (discreet,) = house.drafter.discretion.portions((given,), full_names=full_names)
        return "".join(message.text for message in discreet.messages)

    return become


@pytest.mark.parametrize(("text", "discreet"), [*VISITED[:-1], *ILL, *NUMBERS])
def test_whoever_was_helped_is_written_without_name_and_illness(say, text, discreet):
    assert say(text) == discreet


def test_the_question_tells_too_who_was_helped(say):
    assert say(VISITED[-1][0]) == VISITED[-1][0]
    assert say(VISITED[-1][0], question=1) == VISITED[-1][1]


@pytest.mark.parametrize("text", LEFT)
def test_who_acts_speaks_or_wins_keeps_his_name_and_a_subject_is_no_illness(say, text):
    assert say(text) == text


def test_full_names_where_the_officer_wants_them_but_never_a_childs_or_an_illness(say):
    assert say("看望了住院的王建国", full_names=True) == "看望了住院的王建国"
    assert say("王建国得了肺癌住院", full_names=True) == "王建国因病住院"
    assert "张小雨" not in say("张伟的女儿张小雨（8岁）住院", full_names=True)


@pytest.mark.parametrize("text", [*(text for text, _ in (*VISITED, *ILL, *NUMBERS)), *LEFT])
def test_discretion_twice_changes_nothing_more(say, text):
    assert say(say(text, question=1), question=1) == say(text, question=1)


def test_ordinary_phrases_and_months_are_left_alone(say):
    tables = tomllib.loads((Path(__file__).parents[1] / "facts" / "phrases.toml").read_text(encoding="utf-8"))
    phrases = [row[0] for table in tables.values() for row in table]
    changed = [text for text in phrases if say(text) != text and not re.search(r"\d{7}", text)]
    assert len(phrases) >= 700
    # Those who are helped by name, and an illness beside a name, are no ordinary phrases.
    assert [text for text in changed if not re.search("王建国|杨秀英|瘫痪", text)] == []
    for month in MESSY.values():
        for lines in month.values():
            for text in [lines] if isinstance(lines, str) else lines:
                assert say(text) == text


CONTENT = {
    **SAMPLE,
    "answers": {
        "困难帮扶与职工服务": [
            "看望了住院的王建国，肺癌，身份证11010519491231002X，电话138 1234 5678，送慰问金1000元",
            "主席周敏带队走访困难职工李红梅家，送去500元",
        ],
        "下月工作计划": "走访困难职工｜10月10日前｜刘敏｜5户",
    },
}
SECRETS = ("王建国", "肺癌", "11010519491231002X", "5678", "李红梅", "〔身份", "〔手机")


@pytest.mark.parametrize("full_names", [False, True])
async def test_neither_the_model_nor_the_file_sees_them(house, tmp_path, full_names):
    paper, profile = filled(house.book, tmp_path, {**CONTENT, "full_names": full_names})
    seen = SECRETS if not full_names else (*SECRETS[1:4], *SECRETS[5:])
    async with Endpoint(true_words).running() as endpoint:
        drafter = modelled(house, endpoint.url, **PATIENT)
        draft = await drafter.draft(paper, profile)
        asked = str(endpoint.requests)
    written = "".join(section.text for section in draft.sections)
    assert not [word for word in seen if word in asked or word in written]
    assert "周敏" in written
    assert "刘敏" in written
    assert ("王建国" if full_names else "王某某") in written
    assert ("王建国" if full_names else "王某某") in asked
    file = docx.render(drafter.report(paper, draft, profile))
    assert file[:2] == b"PK"


async def test_the_control_without_discretion_everything_leaks(house, tmp_path):
    class Blind:
        def portions(self, parts, *, full_names):
            return tuple(parts)

    paper, profile = filled(house.book, tmp_path, CONTENT)
    async with Endpoint(true_words).running() as endpoint:
        drafter = replace(modelled(house, endpoint.url, **PATIENT), discretion=Blind())
        await drafter.draft(paper, profile)
        asked = str(endpoint.requests)
    assert all(word in asked for word in ("王建国", "肺癌", "11010519491231002X", "李红梅"))


def test_check_finds_a_number_an_illness_beside_a_name_and_a_name_that_was_to_be_masked(house, tmp_path):
    paper, _ = filled(house.book, tmp_path, CONTENT)
    known = house.guard.known((), house.drafter.material(paper, PERIOD))
    text = "看望住院职工王建国1人，电话13812345678。王某某因肺癌住院，送去慰问金1000元。"
    found = {(finding.kind, finding.found) for finding in house.guard.check(text, READING, known)}
    assert {("name", "王建国"), ("personal", "13812345678")} <= found
    assert any(kind == "personal" and "肺癌" in words for kind, words in found)
    bare = Guard.open(house.reader, HOME / "knowledge", HOME / "prompts")
    assert not any(finding.kind == "personal" for finding in bare.check(text, READING, known))

"""Whole documents come out clean: two of our own with noise in other places, and the client's sample where it is."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

import pytest

from bot.retrieval.characters import bare
from bot.retrieval.clean import clean
from bot.retrieval.examples import read_examples
from bot.retrieval.lines import finished
from bot.uploads.door import read_path
from tests.retrieval.conftest import FIXTURES, KNOWLEDGE, SEED

OWN = ("hospital", "port")
SHARE_KEPT = 0.95
LONGEST_REPAIR = 10  # signs of one repair: an inserted phrase, a masked name
BOILERPLATE = re.compile("小编|大全|精选|欢迎[阅下借]|仅供|文库|第.{1,3}段：|思想汇报|汇编|第 ?1 ?页")
LEFTOVERS = re.compile("20xx|xx|□| and | in |职工会(?!员|议)|[\u4e00-\u9fff],")

# The usable lines of the sample by topic; a + joins what a page break split.
SAMPLE = {
    "思想政治引领": "40 42 106 108+110",
    "教育培训": "46 106 283",
    "组织建设": "126 92",
    "维权与集体协商": "138 263 265+267",
    "民主管理": "178 88",
    "劳动保护": "128",
    "建功立业": "164 166 168 170 172 174 118+122",
    "困难帮扶与慰问": "52 54 130+132 194",
    "职工服务": "148 152 198",
    "女职工": "62 64+66 114 134 138 214 215 219 221 223 225 229 231 233 237 239",
    "文体活动": "60 112 114 116 180 182 184 186+188 190",
    "宣传与调研": "176 124",
    "共建公益": "70 72 74 78 136 156",
    "特色经验": "257 259 269 273 275+277 279 281 283 285+287 291",
    "心得体会": "32 84 88 92 96+98 102 142+144 148 152 156 160",
    "结尾与展望": "80 160 206",
    "总结方法": "13 15 16 17 18+20 22 24 26 28 30",
    "报送要求": "210 247 249 251 253",
}
# Where private names stand in the sample: line, what precedes, what follows.
NAMES = [
    (118, "木工", "、"), (118, "钢筋工", "被"), (122, "，", "等四位"), (124, "局工委", "《"), (124, "处工会主席", "《"),
    (124, "司工会主席", "《"), (132, "省劳模", "，"), (132, "站的", "工程师"), (136, "幼儿园", "小朋友"),
    (180, "选手", "、"), (180, "、", "等奖"),
]  # fmt: skip


class Case:
    """A document, the paragraphs that must come out of it, the names that must not."""

    def __init__(self, path, expected, names, pieces):
        self.path, self.expected, self.names, self.pieces = path, expected, names, pieces


def own_case(name, names, pieces):
    expected = (FIXTURES / f"{name}.expected.txt").read_text(encoding="utf-8").split("\n")
    return Case(FIXTURES / f"{name}.txt", [line for line in expected if line], names, pieces)


def sample_case():
    lines = SEED.read_text(encoding="utf-8").split("\n")
    numbers = sorted({part for parts in SAMPLE.values() for part in parts.split()})
    expected = ["".join(lines[int(number) - 1] for number in part.split("+")) for part in numbers]
    expected = [re.sub(r"^[-#\s]*(\d+[、.])?", "", text).replace("职工会", "工会") for text in expected]
    names = [
        re.findall(f"{before}([\u4e00-\u9fff]{{2,3}}?){after}", lines[line - 1])[-1] for line, before, after in NAMES
    ]
    return Case(SEED, expected, names, [f"篇{number}" for number in "一二三四五六七八"])


def cases():
    yield own_case("hospital", ["陈桂兰", "周海燕", "吕志强"], ["篇1", "篇2", "篇3"])
    yield own_case("port", ["何建波", "董小燕"], ["篇一", "篇二"])
    if SEED.exists():
        yield sample_case()


@pytest.fixture(params=list(cases()), ids=lambda case: case.path.stem)
def case(request):
    return request.param


@pytest.fixture
def passages(case, rules):
    return clean(read_path(case.path).text, case.path.name, rules).passages


def pairs(text):
    return set(map("".join, pairwise(bare(text))))


def is_whole(text, passages):
    """Whether a passage holds the text but for repairs of a few signs each."""
    best = max(passages, key=lambda one: len(pairs(text) & pairs(one.text)))
    matcher = SequenceMatcher(None, bare(text), bare(best.text), autojunk=False)
    return all(end - start <= LONGEST_REPAIR for _, start, end, *_ in _changes(matcher))


def _changes(matcher):
    return [change for change in matcher.get_opcodes() if change[0] in {"replace", "delete"}]


def test_usable_paragraphs_are_there_whole(case, passages):
    lost = [text for text in case.expected if not is_whole(text, passages)]
    assert len(lost) <= (1 - SHARE_KEPT) * len(case.expected), lost


@pytest.mark.parametrize("name", OWN)
def test_own_documents_come_out_to_the_letter(rules, name):
    case = own_case(name, [], [])
    text = "\n".join(passage.text for passage in clean(read_path(case.path).text, case.path.name, rules).passages)
    assert [line for line in case.expected if line not in text.split("\n")] == []


def test_no_boilerplate_no_leftovers_no_names(case, passages):
    for passage in passages:
        whole = f"{passage.heading}\n{passage.text}"
        assert not BOILERPLATE.search(whole)
        assert not LEFTOVERS.search(whole)
        assert [name for name in case.names if name in whole] == []


def test_no_sentence_is_split(passages):
    for passage in passages:
        assert finished(passage.text)
        assert all(finished(line) for line in passage.text.split("\n"))
        assert not passage.text.startswith(tuple("，。、；：”）》"))


def test_every_passage_has_piece_and_topic_and_a_fit_length(case, passages, rules):
    assert list(dict.fromkeys(passage.piece for passage in passages)) == case.pieces
    assert {passage.topic for passage in passages} <= rules.topics
    assert all(len(passage.text) <= 800 for passage in passages)
    assert len({passage.id for passage in passages}) == len(passages)


def test_nothing_is_said_twice_in_a_piece(passages):
    sentences = [
        (passage.piece, bare(sentence))
        for passage in passages
        for sentence in re.split("[。！？；\n]", passage.text)
        if len(bare(sentence)) >= 16
    ]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("fitting", [0.85])
def test_topics_are_those_a_reader_gives(case, passages, fitting):
    by_line = {}
    if case.path == SEED:
        lines = SEED.read_text(encoding="utf-8").split("\n")
        for topic, parts in SAMPLE.items():
            for part in parts.split():
                by_line.setdefault("".join(lines[int(number) - 1] for number in part.split("+")), set()).add(topic)
    else:
        by_line = OWN_TOPICS[case.path.stem]
    right = [
        max(passages, key=lambda one, text=text: len(pairs(text) & pairs(one.text))).topic in topics
        for text, topics in by_line.items()
    ]
    assert sum(right) >= fitting * len(right)


OWN_TOPICS = {
    "hospital": {
        "集中学习11次": {"组织建设", "教育培训", "思想政治引领"},
        "探视住院职工": {"困难帮扶与慰问"},
        "收集各科室意见": {"民主管理"},
        "举办了岗位练兵": {"建功立业"},
        "夜班职工只占一成": {"存在问题"},
        "最要紧的是会听": {"心得体会"},
        "在院报发表稿件": {"宣传与调研"},
        "交到工会办公室": {"报送要求"},
    },
    "port": {
        "劳动保护检查员": {"劳动保护"},
        "消防疏散演练": {"劳动保护"},
        "两个工种的技能比赛": {"建功立业"},
        "增开一趟夜班车": {"职工服务"},
        "休息哺乳室建设": {"女职工"},
    },
}


@pytest.mark.parametrize("folder", [FIXTURES / "examples", KNOWLEDGE / "examples"], ids=["own", "shipped"])
def test_clean_text_is_not_cleaned_away(rules, folder):
    """Good passages, put through the cleaning as one document, lose nothing but a signature."""
    for path in sorted(folder.glob("*.md")):
        examples = [one for one in read_examples(path, rules.topics) if "落款" not in one.heading]
        document = "\n\n".join(["# 汇总", *(f"## {one.heading}\n\n{one.text}" for one in examples)])
        whole = bare("".join(one.text for one in clean(document, path.name, rules).passages))
        assert [one.heading for one in examples if bare(one.text) not in whole] == [], path.name

"""Names, organisations, honours, documents: in a text in standard form the same ones are read again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.facts import FactKind
from bot.facts.people import read_people
from tests.facts.conftest import KNOWLEDGE
from tests.facts.labels import tables

common = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

PEOPLE = read_people(KNOWLEDGE)
# 石林 is a place, 毛利 a profit: no name begins so.
surnames = st.sampled_from([sign for sign in PEOPLE.names.surnames if sign not in PEOPLE.names.uncalled])
given_names = st.lists(st.sampled_from("敏伟芳强静丽军洋勇艳杰娟涛超霞刚玲芬燕莉鹏浩"), min_size=1, max_size=2).map(
    "".join
)
whole = st.builds(str.__add__, surnames, given_names).filter(lambda name: not name.startswith(PEOPLE.names.not_names))
names = st.one_of(
    st.builds(
        str.format,
        st.sampled_from(["主席{}主持", "由{}负责", "责任人：{}", "{}同志牵头", "看望困难职工{}", "劳模{}宣讲"]),
        whole,
    ),
    st.builds(str.format, st.sampled_from(["请{}师傅把关", "{}主席到会", "老{}管物资", "困难职工{}某某"]), surnames),
)
ranks = st.sampled_from(["省", "市", "区", "县"])
brands = st.sampled_from(["宏泰", "兴华", "永丰", "恒通", "鑫源", "佳和"])
bodies = st.one_of(
    st.builds("{}总工会".format, ranks),
    st.builds("{}{}工会".format, brands, st.sampled_from(["纺织有限公司", "机械厂", "集团"])),
    st.builds("{}车间".format, st.sampled_from("一二三四五六七八九")),
    st.builds("{}号车间".format, st.integers(1, 20)),
)
awards = st.sampled_from(["模范职工之家", "先进基层工会", "工人先锋号", "技术能手", "优秀工会小组", "五一劳动奖章"])
honours = st.one_of(
    st.builds("荣获{}".format, awards),
    st.builds("被评为2025年度{}".format, awards),
    st.builds("获“{}”称号".format, awards),
    st.builds("获得{}".format, st.sampled_from(["一等奖", "第三名", "优秀组织奖", "亚军"])),
)
given_honours = st.one_of(
    st.builds("{}总工会授予二车间{}".format, ranks, awards),
    st.builds("被{}总工会评为{}".format, ranks, awards),
    st.builds("{}总工会｜{}｜9月12日".format, ranks, awards),
)
titles = st.text(st.sampled_from("关于做好职工会法的通知办条例2026年第三次"), min_size=2, max_size=20)
documents = st.one_of(
    st.builds("学《{}》".format, titles),
    st.builds("发了〔{}〕{}号".format, st.integers(2000, 2030), st.integers(1, 999)),
    st.builds("发了[{}]{}号".format, st.integers(2000, 2030), st.integers(1, 999)),
)
quoted = st.builds("开展“{}”活动".format, st.sampled_from(["安康杯", "送清凉", "金秋助学", "书香三八"]))


def essence(facts):
    return [(fact.kind, fact.value, fact.unit, fact.approx, fact.of) for fact in facts]


def assert_read_back(reader, reading, said, *kinds):
    facts = reader.read(said, reading)
    read_back = reader.read(reader.standardise(said, reading), reading)

    assert [fact.kind for fact in facts] == list(kinds), said
    assert essence(read_back) == essence(facts)


@common
@given(said=names)
def test_name_reads_back(reader, september, said):
    assert_read_back(reader, september, said, FactKind.NAME)


@common
@given(body=bodies)
def test_organisation_reads_back(reader, september, body):
    assert_read_back(reader, september, f"配合{body}检查", FactKind.ORG)


@common
@given(said=honours)
def test_honour_reads_back(reader, september, said):
    assert_read_back(reader, september, said, FactKind.HONOUR)


@common
@given(said=given_honours)
def test_honour_reads_back_with_its_giver(reader, september, said):
    kinds = [fact.kind for fact in reader.read(said, september)]
    honour = next(fact for fact in reader.read(said, september) if fact.kind is FactKind.HONOUR)

    assert honour.of.endswith("总工会")
    assert_read_back(reader, september, said, *kinds)


@common
@given(said=documents)
def test_document_reads_back(reader, september, said):
    assert_read_back(reader, september, said, FactKind.DOCUMENT)


@common
@given(said=quoted)
def test_quoted_name_reads_back(reader, september, said):
    assert_read_back(reader, september, said, FactKind.NAME)


@pytest.mark.parametrize("table", ["phrases", "unseen"])
def test_every_labelled_phrase_reads_back(reader, september, table):
    for phrase, _ in tables(table):
        standard = reader.standardise(phrase, september)

        # What a figure counts may be told apart better once it is written as one.
        once, twice = ([fact[:-1] for fact in essence(reader.read(text, september))] for text in (phrase, standard))
        assert twice == once, phrase

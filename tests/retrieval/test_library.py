"""The front door: own documents come and go, searches notice, wishes are soft and the source is hard."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from time import monotonic, sleep

import pytest

from bot.retrieval.errors import KnowledgeError, UnknownDocument, UnknownSource
from bot.retrieval.folder import on_disk
from bot.retrieval.library import Library
from bot.tables import TableError
from bot.uploads.errors import UnreadableFile
from tests.retrieval.conftest import FIXTURES, KNOWLEDGE
from tests.uploads.hostile import zipped

ADD = """
import sys
from pathlib import Path
from bot.retrieval.library import Library
knowledge, own, file = map(Path, sys.argv[1:])
Library.open(knowledge, own).add(file)
"""


@pytest.fixture
def knowledge(tmp_path):
    """The repository's rules with one example file."""
    folder = tmp_path / "knowledge"
    (folder / "examples").mkdir(parents=True)
    for name in ("cleaning.toml", "aliases.toml", "sounds.toml"):
        shutil.copy(KNOWLEDGE / name, folder)
    shutil.copy(FIXTURES / "examples" / "ferry.md", folder / "examples")
    return folder


@pytest.fixture
def own(tmp_path):
    return tmp_path / "own"


@pytest.fixture
def library(knowledge, own):
    return Library.open(knowledge, own)


def test_an_added_document_is_found_without_restart(library):
    assert library.search("演练") == []
    (added,) = library.add(FIXTURES / "port.txt").documents
    assert (added.name, added.already, len(added.passages) > 3, added.masked) == ("port.txt", False, True, 2)
    assert library.search("演练")[0].passage.source == "port.txt"


def test_another_process_sees_what_comes_and_goes(library, knowledge, tmp_path):
    other = Library(knowledge, on_disk(tmp_path / "own"), fresh_for=0)
    assert other.search("演练") == []
    (added,) = library.add(FIXTURES / "port.txt").documents
    assert other.search("演练")
    library.remove(added.id)
    assert other.search("演练") == []


def test_the_same_document_is_recognised_whatever_its_name_and_encoding(library, tmp_path):
    (first,) = library.add(FIXTURES / "port.txt").documents
    copy = tmp_path / "另一个名字.txt"
    copy.write_bytes((FIXTURES / "port.txt").read_text(encoding="utf-8").replace("\n", "\r\n").encode("gb18030"))
    (second,) = library.add(copy).documents
    assert (second.id, second.already, second.name) == (first.id, True, "port.txt")
    assert len(library.documents()) == 1


def test_another_document_of_the_same_name_gets_a_number(library, tmp_path):
    library.add(FIXTURES / "port.txt")
    other = tmp_path / "port.txt"
    other.write_text("拖轮队工会在六月办了三次急救课，四十名船员学会了心肺复苏。", encoding="utf-8")
    assert library.add(other).documents[0].name == "port(2).txt"
    assert library.search("急救课", source="port(2).txt")


def test_documents_are_listed_and_removed_by_id(library):
    library.add(FIXTURES / "port.txt")
    library.add(FIXTURES / "hospital.txt")
    assert {one.name for one in library.documents()} == {"port.txt", "hospital.txt"}
    port = next(one for one in library.documents() if one.name == "port.txt")
    assert port.added.tzinfo is not None
    assert library.remove(port.id) == port
    assert [one.name for one in library.documents()] == ["hospital.txt"]


def test_an_unknown_id_points_to_the_list(library):
    with pytest.raises(UnknownDocument, match="knowledge list"):
        library.remove("../../etc")


def test_an_unknown_source_names_some_known_ones(library):
    with pytest.raises(UnknownSource, match=r"ferry\.md"):
        library.search("慰问", source="没有.txt")


def test_the_source_limits_and_may_lack_its_ending(library):
    library.add(FIXTURES / "port.txt")
    library.add(FIXTURES / "hospital.txt")
    assert {one.passage.source for one in library.search("岗位练兵技能比赛", source="hospital")} == {"hospital.txt"}


def test_a_file_without_a_paragraph_is_refused(library, tmp_path):
    path = tmp_path / "空话.txt"
    path.write_text("下面是小编为大家整理的范文，欢迎阅读。", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="没有可用的段落"):
        library.add(path)
    assert library.documents() == []


def test_a_damaged_document_is_named(library, own):
    (added,) = library.add(FIXTURES / "port.txt").documents
    (own / f"{added.id}.json").write_text('{"id": 1', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"{added.id}\.json"):
        library.search("演练")


def test_documents_are_written_whole(library, own):
    (added,) = library.add(FIXTURES / "port.txt").documents
    assert [path.name for path in own.iterdir()] == [f"{added.id}.json"]
    stored = json.loads((own / f"{added.id}.json").read_text(encoding="utf-8"))
    assert stored["name"] == "port.txt"
    assert len(stored["passages"]) == len(added.passages)


def test_a_wish_for_topic_or_kind_lifts_passages_and_drops_none(library):
    library.add(FIXTURES / "hospital.txt")
    plain = {one.passage: one.score for one in library.search("意见", k=9)}
    wished = {one.passage: one.score for one in library.search("意见", k=9, topic="民主管理", kind="monthly")}
    assert plain.keys() == wished.keys()
    ferry = next(one for one in plain if one.kind == "monthly")
    assert wished[ferry] > plain[ferry]


def test_nothing_is_found_for_nothing(library):
    for query in ("", "  ", "怎么写", "？", "有没有范文"):
        assert library.search(query) == []


def test_examples_of_a_topic_come_by_kind_and_by_style(library, knowledge):
    def example(name, kind, styles):
        front = f'+++\ntitle = "{name}"\nkind = "{kind}"\ntopic = "女职工"\nterms = 2026\n+++\n'
        body = "".join(f"## {name}{n} {{style={style}}}\n\n{name}第{n}段。\n" for n, style in enumerate(styles))
        (knowledge / "examples" / f"{name}.md").write_text(front + body, encoding="utf-8")

    example("年报", "annual", ["叙述式"])
    example("月报", "monthly", ["叙述式", "叙述式", "条目式"])
    example("车间", "branch_monthly", ["叙述式"])
    shown = [one.passage.heading for one in library.on_topic("女职工", kind="monthly", k=9)]
    assert shown == ["月报0", "月报2", "月报1", "车间0", "年报0"]
    assert [one.passage.heading for one in library.on_topic("女职工", kind="monthly", k=2, skip=1)] == shown[1:3]
    assert library.on_topic("共建公益") == []


def test_threads_search_while_documents_come(library):
    failures = []

    def ask():
        try:
            for _ in range(20):
                library.search("技能比赛")
        except Exception as error:  # noqa: BLE001  whatever it is, it must not happen
            failures.append(error)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    library.add(FIXTURES / "port.txt")
    for asker in askers:
        asker.join()
    assert failures == []
    assert library.search("技能比赛")


@pytest.mark.parametrize("name", ["cleaning.toml", "aliases.toml"])
def test_faulty_rules_are_named_with_their_file(knowledge, tmp_path, name):
    (knowledge / name).write_text("[lines\n", encoding="utf-8")
    with pytest.raises(TableError, match=rf"{name}.*line 1"):
        Library.open(knowledge, tmp_path / "own").search("慰问")


def test_an_unknown_key_in_the_rules_is_an_error(knowledge, tmp_path):
    path = knowledge / "aliases.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("said =", "sagt =", 1), encoding="utf-8")
    with pytest.raises(TableError, match=r"aliases\.toml 第 \d+ 行：不认识的键 sagt"):
        Library.open(knowledge, tmp_path / "own").search("慰问")


def test_each_organisation_sees_its_own_documents_alone(library):
    library.add(FIXTURES / "port.txt", organisation="port")
    library.add(FIXTURES / "hospital.txt", organisation="hospital")
    assert library.search("演练", organisation="port")
    assert not library.search("演练", organisation="hospital")
    assert not library.search("演练")
    assert [one.name for one in library.documents(organisation="port")] == ["port.txt"]
    assert library.documents() == []
    shipped = {one.passage.id for one in library.search("意见", k=9)}
    assert shipped <= {one.passage.id for one in library.search("意见", k=99, organisation="port")}
    (document,) = library.documents(organisation="hospital")
    with pytest.raises(UnknownDocument):
        library.remove(document.id, organisation="port")


@pytest.mark.parametrize("organisation", ["../port", "a/b", ".", "a" * 65])
def test_an_organisation_cannot_lead_out_of_its_folder(library, organisation):
    with pytest.raises(ValueError, match="no id"):
        library.documents(organisation=organisation)


def test_what_is_prepared_is_kept_only_once_it_is_confirmed(library):
    intake = library.prepare("港口.txt", (FIXTURES / "port.txt").read_bytes())
    assert [one.name for one in intake.fresh] == ["港口.txt"]
    assert library.documents() == []
    assert [one.name for one in library.confirm(intake)] == ["港口.txt"]
    assert library.search("演练")[0].passage.source == "港口.txt"
    assert library.confirm(intake) == []
    assert library.prepare("又来.txt", (FIXTURES / "port.txt").read_bytes()).fresh == ()


def test_a_zip_becomes_a_document_for_each_of_its_files(library):
    data = zipped({name: (FIXTURES / name).read_bytes() for name in ("port.txt", "hospital.txt")} | {"a.png": b"x"})
    intake = library.prepare("两份.zip", data)
    assert {one.name for one in library.confirm(intake)} == {"port.txt", "hospital.txt"}
    assert any("a.png" in what for what in intake.left_out)


def test_another_process_adds_and_this_one_finds_within_two_seconds(library, knowledge, own):
    assert library.search("演练") == []
    command = [sys.executable, "-c", ADD, str(knowledge), str(own), str(FIXTURES / "port.txt")]
    subprocess.run(command, check=True, cwd=KNOWLEDGE.parent)  # noqa: S603  our own words
    added = monotonic()
    while not library.search("演练"):
        assert monotonic() - added < 2
        sleep(0.05)


def test_examples_come_shorter_or_with_figures_if_wished(library, knowledge):
    front = '+++\ntitle = "帮扶"\nkind = "monthly"\ntopic = "困难帮扶与慰问"\nterms = 2026\n+++\n'
    texts = (
        "工会走访慰问困难职工，送去慰问金和慰问品，并登记需求。",
        "慰问3户。",
        "慰问困难职工12户，发放慰问金6000元。",
    )
    body = "".join(f"## 例{number}\n\n{text}\n" for number, text in enumerate(texts))
    (knowledge / "examples" / "帮扶.md").write_text(front + body, encoding="utf-8")
    shown = [one.passage.heading for one in library.on_topic("困难帮扶与慰问", shorter=True)]
    assert shown == ["例1", "例2", "例0"]
    shown = [one.passage.heading for one in library.on_topic("困难帮扶与慰问", with_figures=True)]
    assert shown == ["例1", "例2"]

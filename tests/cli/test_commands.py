"""The contract of the command line: what it prints, how it ends, what it says to bad input."""

from __future__ import annotations

import asyncio
import json
import zipfile
from io import StringIO

import pytest
from docx import Document

from bot.cli.main import main
from bot.storage.client import connect
from bot.storage.desk import Desk
from bot.storage.server import PrivateRedis
from tests.conversations.stage import word_file
from tests.drafting.reports import SAMPLE


@pytest.fixture(autouse=True)
def data_dir(tmp_path, monkeypatch):
    monkeypatch.setenv("BIGANZI_DATA_DIR", str(tmp_path / "data"))
    for name in ("TELEGRAM_BOT_TOKEN", "OPENAI_API_KEY", "REDIS_URL", "BIGANZI_MODEL_NAME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def write(tmp_path):
    def write(content, name="answers.json"):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def test_draft_writes_a_report_with_every_figure_given(write, tmp_path, capsys):
    assert main(["draft", write(SAMPLE), "-o", str(tmp_path / "out")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"files", "sections", "missing", "to_verify", "rejected"}
    assert {section["by"] for section in printed["sections"]} == {"plain"}
    assert printed["files"]["docx"].endswith("宏泰纺织有限公司工会2026年9月工作总结和10月工作计划.docx")
    text = "\n".join(p.text for p in Document(printed["files"]["docx"]).paragraphs)
    for figure in ("9月8日", "62人", "3人", "500元", "120余人次", "10月10日", "300册", "10月18日", "80人", "9月30日"):
        assert figure in text


def test_draft_fills_the_offices_template_and_refuses_a_faulty_one(write, tmp_path, capsys):
    form = write(word_file("某某工会文件\n{{ 标题 }}\n{{ 正文 }}"), "红头.docx")
    assert main(["draft", write(SAMPLE), "-o", str(tmp_path / "out"), "--template", form]) == 0
    filled = json.loads(capsys.readouterr().out)["files"]["template"]
    texts = [p.text for p in Document(filled).paragraphs]
    assert texts[0] == "某某工会文件"
    assert any("62人" in text for text in texts)
    faulty = write(word_file("{{ 正文 }}"), "坏.docx")
    assert main(["draft", write(SAMPLE), "-o", str(tmp_path / "out"), "--template", faulty]) == 2
    assert "还缺 {{ 标题 }}" in capsys.readouterr().err


def test_a_draft_passes_its_own_guard(write, tmp_path, capsys):
    answers = write(SAMPLE)
    assert main(["draft", answers, "-o", str(tmp_path / "out")]) == 0
    docx = json.loads(capsys.readouterr().out)["files"]["docx"]
    assert main(["check", docx, "--answers", answers]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}


PLANNED = {
    **SAMPLE,
    "answers": {
        "困难帮扶与职工服务": "走访困难职工家庭6户，慰问金3600元",
        "下月工作计划": [
            "职工书屋开放｜10月10日前｜刘敏｜上架300册",
            "互助保障续保｜10月15日前｜各分会主席｜逐人通知｜续保率95%以上",
            "安全演练 10月底 全员参加",
        ],
    },
}


def rows_of(path):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(path).tables]


def test_a_plan_of_several_items_is_a_table_that_passes_its_own_guard(write, tmp_path, capsys):
    answers = write(PLANNED)
    assert main(["draft", answers, "-o", str(tmp_path / "out")]) == 0
    drafted = json.loads(capsys.readouterr().out)
    assert rows_of(drafted["files"]["docx"]) == [
        [
            ["序号", "工作事项", "完成时间", "责任人", "措施", "目标"],
            ["1", "职工书屋开放", "10月10日前", "刘敏", "【待补：措施】", "上架300册"],
            ["2", "互助保障续保", "10月15日前", "各分会主席", "逐人通知", "续保率95%以上"],
            ["3", "安全演练", "10月底", "【待补：责任人】", "【待补：措施】", "全员参加"],
        ]
    ]
    assert "第3项的责任人" in drafted["missing"]
    assert main(["check", drafted["files"]["docx"], "--answers", answers]) == 0
    assert json.loads(capsys.readouterr().out) == {"findings": []}


def test_a_cell_that_nobody_said_is_found(write, tmp_path, capsys):
    answers = write(PLANNED)
    assert main(["draft", answers, "-o", str(tmp_path / "out")]) == 0
    document = Document(json.loads(capsys.readouterr().out)["files"]["docx"])
    document.tables[0].rows[1].cells[5].paragraphs[0].runs[0].text = "上架900册"
    document.save(tmp_path / "changed.docx")
    assert main(["check", str(tmp_path / "changed.docx"), "--answers", answers]) == 3
    assert "900" in capsys.readouterr().out


def test_the_plan_is_a_list_on_request(write, tmp_path, capsys):
    assert main(["draft", write({**PLANNED, "plan_as": "list"}), "-o", str(tmp_path / "out")]) == 0
    drafted = json.loads(capsys.readouterr().out)
    assert rows_of(drafted["files"]["docx"]) == []
    assert "1. 职工书屋开放。10月10日前完成" in drafted["sections"][-1]["text"] + drafted["sections"][-2]["text"]
    assert main(["draft", write({**PLANNED, "plan_as": "表"}), "-o", str(tmp_path / "out")]) == 2
    assert "table、list" in capsys.readouterr().err


def test_charts_show_the_figures_of_earlier_reports(write, tmp_path, capsys):
    earlier = [{"period": "2026-07", "answers": {"困难帮扶与职工服务": "走访困难职工家庭3户"}}]
    answers = write({**PLANNED, "earlier": earlier, "charts": ["走访困难职工家庭"]})
    assert main(["draft", answers, "-o", str(tmp_path / "out")]) == 0
    drafted = json.loads(capsys.readouterr().out)
    assert drafted["charts"] == ["图1　走访困难职工家庭（单位：户，据7月、9月报告）"]
    assert len(Document(drafted["files"]["docx"]).inline_shapes) == 1
    assert main(["check", drafted["files"]["docx"], "--answers", answers]) == 0
    capsys.readouterr()
    without = write(PLANNED, "without.json")
    assert main(["check", drafted["files"]["docx"], "--answers", without]) == 3  # July was said in no answer of these


def test_a_chart_of_nothing_is_refused_with_what_there_is(write, tmp_path, capsys):
    earlier = [{"period": "2026-08", "answers": {"困难帮扶与职工服务": "走访困难职工家庭3户"}}]
    answers = write({**PLANNED, "earlier": earlier, "charts": ["慰问金"]})
    assert main(["draft", answers, "-o", str(tmp_path / "out")]) == 2
    assert "可用：走访困难职工家庭" in capsys.readouterr().err


def test_answers_that_contradict_each_other_are_marked_and_no_product_is_made(write, tmp_path, capsys):
    said = {"开头概述": "看望了5户困难职工", "困难帮扶与职工服务": "走访困难职工6户，每户1000元"}
    answers = write({**SAMPLE, "answers": said})
    assert main(["draft", answers, "-o", str(tmp_path / "out")]) == 0
    drafted = json.loads(capsys.readouterr().out)
    assert drafted["to_verify"] == ["5户／6户"]
    text = "\n".join(paragraph.text for paragraph in Document(drafted["files"]["docx"]).paragraphs)
    assert text.count("【待核实：5户／6户】") == 2
    assert "6000" not in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("走访慰问99人。", "99人"),
        ("学习工会法，62人次参加。", "62人次"),
        ("9月9日学习工会法。", "9月9日"),
        ("每人600元。", "600元"),
    ],
)
def test_check_finds_a_figure_that_nobody_gave(write, capsys, text, found):
    assert main(["check", write(text, "text.txt"), "--answers", write(SAMPLE)]) == 3
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert any(found in finding["found"] for finding in findings)
    assert all(set(finding) == {"kind", "found", "why"} for finding in findings)


def test_titles_and_ids_name_the_same_sections(write, tmp_path, capsys):
    drafts = []
    for keys in (("困难帮扶与职工服务", "存在问题及改进措施"), ("service", "problems")):
        content = SAMPLE | {"answers": dict(zip(keys, ("看了3个住院的 每人500", "缺人手"), strict=True))}
        assert main(["draft", write(content), "-o", str(tmp_path)]) == 0
        drafts.append(json.loads(capsys.readouterr().out)["sections"])
    assert drafts[0] == drafts[1]


def test_the_last_plan_is_accounted_for(write, tmp_path, capsys):
    content = SAMPLE | {"last_plan": ["书屋开放", "送清凉"]}
    assert main(["draft", write(content), "-o", str(tmp_path)]) == 0
    printed = json.loads(capsys.readouterr().out)
    text = next(section["text"] for section in printed["sections"] if section["id"] == "last_plan")
    assert "书屋开放：已完成" in text
    assert "送清凉：【待补：完成情况】" in text
    assert "完成情况" in printed["missing"]


@pytest.mark.parametrize("period", ["2026-09", "2026年9月", "2026-Q3", "2026", "2026年8—9月"])
def test_every_form_of_a_period_is_taken(write, tmp_path, capsys, period):
    assert main(["draft", write(SAMPLE | {"period": period}), "-o", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["sections"]


BAD_ANSWERS = {
    "not json": "kind = monthly",
    "a list": "[]",
    "gb18030": json.dumps(SAMPLE, ensure_ascii=False).encode("gb18030"),
    "binary": bytes(range(256)),
    "unknown kind": SAMPLE | {"kind": "weekly"},
    "no kind": {key: value for key, value in SAMPLE.items() if key != "kind"},
    "unknown section": SAMPLE | {"answers": {"食堂": "好"}},
    "unknown key": SAMPLE | {"answer": {}},
    "empty answers": SAMPLE | {"answers": {}},
    "blank answers": SAMPLE | {"answers": {"problems": "  "}},
    "one section twice": SAMPLE | {"answers": {"problems": "a", "存在问题及改进措施": "b"}},
    "a number for words": SAMPLE | {"answers": {"problems": 3}},
    "bad period": SAMPLE | {"period": "九月"},
    "month 13": SAMPLE | {"period": "2026-13"},
    "no unit": SAMPLE | {"unit": ""},
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_bad_answers_end_in_one_sentence(write, tmp_path, capsys, name):
    assert main(["draft", write(BAD_ANSWERS[name]), "-o", str(tmp_path)]) == 2
    assert_one_sentence(capsys)


def test_a_missing_file_ends_in_one_sentence(tmp_path, capsys):
    for arguments in (
        ["draft", str(tmp_path / "none.json"), "-o", str(tmp_path)],
        ["knowledge", "add", str(tmp_path / "none.txt")],
        ["check", str(tmp_path / "none.txt"), "--answers", str(tmp_path / "none.json")],
    ):
        assert main(arguments) == 2
        assert_one_sentence(capsys)


def test_unknown_names_are_told_the_choices(write, tmp_path, capsys):
    main(["draft", write(SAMPLE | {"kind": "weekly"}), "-o", str(tmp_path)])
    assert "monthly" in capsys.readouterr().err
    main(["draft", write(SAMPLE | {"answers": {"食堂": "好"}}), "-o", str(tmp_path)])
    assert "困难帮扶与职工服务" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content"),
    [("fake.docx", b"no zip"), ("empty.txt", b""), ("noise.txt", bytes(range(128, 256)) * 9), ("a.exe", b"MZ")],
)
def test_a_document_that_is_none_is_refused(write, capsys, name, content):
    assert main(["knowledge", "add", write(content, name)]) == 2
    assert_one_sentence(capsys)


def test_a_zip_that_is_no_docx_is_refused(tmp_path, capsys):
    path = tmp_path / "other.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert main(["knowledge", "add", str(path)]) == 2
    assert_one_sentence(capsys)


def test_a_document_is_added_found_listed_and_removed(write, capsys):
    text = (
        "# 红星机械厂工会小结\n\n一、职工服务\n\n"
        "食堂夜班窗口延长到晚上十点，夜班职工吃上热饭，职工代表每周试餐一次并公布意见。\n"
    )
    assert main(["knowledge", "add", write(text, "红星.md")]) == 0
    capsys.readouterr()
    assert main(["search", "夜班食堂", "--json", "--source", "红星.md"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["source"] == "红星.md"
    assert set(rows[0]) == {"text", "source", "heading", "topic", "score"}
    assert main(["knowledge", "list"]) == 0
    number = capsys.readouterr().out.split("\t")[0]
    assert main(["knowledge", "remove", number]) == 0
    capsys.readouterr()
    assert main(["search", "夜班食堂", "--json", "--source", "红星.md"]) == 2
    assert_one_sentence(capsys)


@pytest.mark.parametrize(
    "arguments", [["search", " "], ["search", "慰问", "-k", "0"], ["knowledge", "remove", "x"], ["write"], ["search"]]
)
def test_a_wrong_command_ends_in_one_sentence(capsys, arguments):
    assert main(arguments) == 2
    assert_one_sentence(capsys)


def test_a_question_without_answer_is_an_empty_list(capsys):
    assert main(["search", "红烧肉怎么做", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_doctor_names_what_is_missing(capsys):
    assert main(["doctor"]) == 0
    printed = capsys.readouterr().out
    assert "TELEGRAM_BOT_TOKEN" in printed
    assert "model.name" in printed
    assert "没有设 budget" in printed


def test_doctor_tells_the_months_budget(capsys, monkeypatch):
    monkeypatch.setenv("BIGANZI_BUDGET_TOKENS_PER_USER", "100000")
    assert main(["doctor"]) == 0
    assert "✓ 额度：每月每人的模型词元 100000，用了多少看 /usage" in capsys.readouterr().out


def test_doctor_shows_what_could_not_be_read(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("BIGANZI_DATA_DIR", str(tmp_path))
    assert main(["doctor"]) == 0
    assert "等开了再看" in capsys.readouterr().out
    server = PrivateRedis.start(tmp_path)
    try:
        asyncio.run(put_aside(server.url, b"secret words"))
        assert main(["doctor"]) == 0
    finally:
        server.stop()
    printed = capsys.readouterr().out
    assert "读不懂的消息 1 条（no JSON 1）" in printed
    assert "secret" not in printed


async def put_aside(url, body):
    client = connect(url)
    await Desk(client).dead_letter(body, "no JSON")
    await client.aclose()


def assert_one_sentence(capsys):
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1, printed.err
    assert "Traceback" not in printed.err


def test_a_report_comes_before_a_document_is_kept(write, capsys):
    text = "工会慰问困难职工王芳，送去慰问金五百元，并登记了家庭情况。\n\n下面是小编为大家整理的范文，欢迎阅读。\n"
    assert main(["knowledge", "add", write(text, "小结.md")]) == 0
    report, kept = capsys.readouterr().err.rsplit("收下", maxsplit=1)
    assert "可用 1 段" in report
    assert "略去 1 处" in report
    assert "隐去人名等 1 处" in report
    assert "王芳" not in report
    assert "小结.md" in kept


@pytest.mark.parametrize(("answer", "kept"), [("y\n", 1), ("是\n", 1), ("n\n", 0), ("\n", 0), ("", 0)])
def test_somebody_at_a_terminal_is_asked(write, capsys, monkeypatch, answer, kept):
    terminal = StringIO(answer)
    terminal.isatty = lambda: True
    monkeypatch.setattr("sys.stdin", terminal)
    path = write("工会慰问困难职工三户，送去慰问金五百元，并登记了家庭情况。", "小结.md")
    assert main(["knowledge", "add", path]) == 0
    assert "收下吗" in capsys.readouterr().err
    assert main(["knowledge", "list"]) == 0
    assert capsys.readouterr().out.count("小结.md") == kept
    assert main(["knowledge", "add", "--yes", path]) == 0
    assert "收下吗" not in capsys.readouterr().err


PRIVATE = {
    **SAMPLE,
    "answers": {"困难帮扶与职工服务": "看望了住院的王建国，肺癌，手机13812345678，送500元"},
}


@pytest.mark.parametrize("full_names", [False, True])
def test_a_draft_is_discreet_unless_names_are_wanted_in_full(write, tmp_path, capsys, full_names):
    assert main(["draft", write({**PRIVATE, "full_names": full_names}), "-o", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    text = "".join(section["text"] for section in json.loads(printed.out)["sections"])
    assert ("王建国" if full_names else "王某某") in text
    assert not [word for word in ("肺癌", "1381234", "手机", "〔") if word in text]
    assert "手机号我没有留底" in printed.err


def test_full_names_are_true_or_false(write, capsys):
    assert main(["draft", write({**PRIVATE, "full_names": "yes"}), "-o", "out"]) == 2
    assert "full_names 只能是 true 或 false" in capsys.readouterr().err


def test_check_finds_personal_data_whoever_gave_it(write, capsys):
    text = "看望住院职工王某某（肺癌）1人，手机13812345678，送去500元。"
    assert main(["check", write(text, "text.txt"), "--answers", write(PRIVATE)]) == 3
    found = [finding for finding in json.loads(capsys.readouterr().out)["findings"] if finding["kind"] == "personal"]
    assert [finding["found"] for finding in found] == ["肺癌", "13812345678"]


def test_numbers_of_people_in_an_own_document_are_not_kept(write, tmp_path, capsys):
    text = "九月，工会走访慰问困难职工5户，联系电话13812345678，发放慰问金5000元，帮助他们解决生活上的实际困难。"
    assert main(["knowledge", "add", write(text * 3, "own.txt")]) == 0
    kept = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert "解决生活上的实际困难" in kept
    assert "13812345678" not in kept


def test_documents_of_a_union_are_no_one_elses(write, capsys):
    text = "一、送温暖活动\n春节前走访慰问困难职工，工会主席带队逐户上门，送去米面油和慰问金，逐户建立帮扶台账。"
    assert main(["knowledge", "--unit", "城东纺织厂工会", "add", write(text, "台账.txt"), "--yes"]) == 0
    capsys.readouterr()
    assert main(["knowledge", "list"]) == 0
    assert "台账" not in capsys.readouterr().out
    assert main(["knowledge", "--unit", "城西纺织厂工会", "list"]) == 0
    assert "台账" not in capsys.readouterr().out
    assert main(["knowledge", "--unit", "城东 纺织厂工会", "list"]) == 0
    assert "台账" in capsys.readouterr().out
    assert main(["knowledge", "--unit", "无", "list"]) == 2
    assert "单位名请写" in capsys.readouterr().err

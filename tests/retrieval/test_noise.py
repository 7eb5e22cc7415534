"""Each kind of noise that conversions and web sites leave, in sentences of our own, and the text that must stay."""

from __future__ import annotations

import pytest

BEFORE = "车队工会每季度召开一次安全例会，请驾驶员说说路上遇到的难处。"


@pytest.fixture
def text_of(cleaned):
    """The whole cleaned text of a document."""
    return lambda text: "\n".join(passage.text for passage in cleaned(text))


@pytest.mark.parametrize(
    ("noisy", "clean"),
    [
        pytest.param("工会在三月组织女驾驶员\n\n参加插花课。", "工会在三月组织女驾驶员参加插花课。", id="page break"),
        pytest.param("会后评选“安全行车\n\n标兵”八名。", "会后评选“安全行车标兵”八名。", id="break inside quotes"),
        pytest.param("工会先后走访了\n- 12 -\n三个车队。", "工会先后走访了三个车队。", id="page number"),
        pytest.param(
            "车队办培训，提高驾驶能力。\n\n力。随后考试。", "提高驾驶能力。随后考试。", id="sign printed twice"
        ),
        pytest.param("车队办培训，提高应急处\n\n应急处置能力。", "提高应急处置能力。", id="word printed twice"),
        pytest.param("今年签订安全责任书□覆盖全部车队。", "今年签订安全责任书，覆盖全部车队。", id="box"),
        pytest.param("走访了驾驶员 and 修理工。", "走访了驾驶员和修理工。", id="English word"),
        pytest.param("每月将行车记录收。成档，每季讲评。", "每月将行车记录收集成档，每季讲评。", id="stop for a sign"),
        pytest.param("为职工申请办。各种补助。", "为职工申请办理各种补助。", id="stop for another sign"),
        pytest.param("工会投入资金。8万元，改造淋浴间。", "工会投入资金8万元，改造淋浴间。", id="stop before a sum"),
        pytest.param("请驾驶员和。修理工一起座谈。", "请驾驶员和修理工一起座谈。", id="stop behind a tie"),
        pytest.param("20xx年车队评为先进。", "〔年份〕年车队评为先进。", id="year"),
        pytest.param("简报篇幅在20xx字以内。", "简报篇幅在2000字以内。", id="spoiled two thousand"),
        pytest.param("看望病号xx人/次。", "看望病号〔数量〕人次。", id="number"),
        pytest.param("车队于x月x日开会。", "车队于〔日期〕开会。", id="day"),
        pytest.param("学习第xx届职代会决议。", "学习第〔届次〕届职代会决议。", id="session"),
        pytest.param("与xx公司结对。", "与〔单位〕结对。", id="unit"),
        pytest.param("天冷了,给驾驶员送棉衣(每人一件)。", "天冷了，给驾驶员送棉衣（每人一件）。", id="half width"),
        pytest.param("按照总工会(2024)17号文件办理。", "按照总工会〔2024〕17号文件办理。", id="number of a file"),
        pytest.param("安排驾驶员填写台帐，并在网站报导。", "安排驾驶员填写台账，并在网站报道。", id="typos"),
        pytest.param("车 队 工 会 请 医 生 坐 诊。", "车队工会请医生坐诊。", id="spaces between signs"),
        pytest.param("车队**重点**抓`安全`，见[通知](http://a.cn/b)。", "车队重点抓安全，见通知。", id="Markdown"),
        pytest.param("车队&ldquo;安全月&rdquo;开始。", "车队“安全月”开始。", id="HTML"),
        pytest.param("⼯会开会２次，看望３⼈。", "工会开会2次，看望3人。", id="look-alike signs"),
        pytest.param("职工会工作细，职工会干部勤。", "工会工作细，工会干部勤。", id="swapped word"),
    ],
)
def test_noise_is_mended(text_of, noisy, clean):
    assert clean in text_of(f"{BEFORE}\n\n{noisy}")


@pytest.mark.parametrize(
    "good",
    [
        "本次活动由三个分会承办。各种器材由车队提供。",
        "这次丰收节大家都有丰收。各个班组分到了新米。",
        "今年共有1,200人次参加，人均2.5小时，完成率98.6%。",
        "早上9:30集合，比分是3:2。",
        "新来的职工会开叉车，老职工会修叉车。",
        "车队职工会议定在周五，职工会员人人到场。",
        "他们向工会汇报导致延误的原因，并找出问题案例三个。",
        "修理班负责车辆维修定期检查，国家民政部门派人观摩。",
        "经费。2026年起改为按季公布。",
        "工会召开工作总结专题会，小编制单位也派人参加。",
        "职工扫码即可查看办理进度，公众号小编队伍有五人。",
        "获一等奖、二等奖分别获得奖杯和奖状。",
        "APP操作和ERP系统由信息员讲解，X光检查由医院负责。",
        "评委和选手一共三十人。的确，大家都很投入。",
        "3月，看望驾驶员12人次，发放慰问品价值三千六百元。",
        "4月，看望驾驶员15人次，发放慰问品价值四千五百元。",
    ],
)
def test_good_text_stays_as_it_is(text_of, good):
    assert good in text_of(f"{BEFORE}\n\n{good}")


@pytest.mark.parametrize(
    "boilerplate",
    [
        "# 最新车队工会总结范文(通用5篇)",
        "下面是小编为大家整理的车队工会总结，欢迎阅读，希望对您有所帮助！",
        "更多相关范文推荐：",
        "第 3 页 共 8 页",
        "Page 3 of 8",
        "本资料由某某文库整理",
        "------",
    ],
)
def test_boilerplate_is_left_out(text_of, boilerplate):
    assert text_of(f"{boilerplate}\n\n{BEFORE}\n\n{boilerplate}") == BEFORE


def test_a_preface_of_a_collection_is_left_out(cleaned):
    first = f"# 工会总结(精选2篇)\n\n年终到了，大家都在写总结。\n\n## 工会总结 篇一\n\n{BEFORE}"
    second = "## 工会总结 篇二\n\n工会给新驾驶员配了师傅，半年考核一次。"
    passages = cleaned(f"{first}\n\n{second}")
    assert [passage.piece for passage in passages] == ["篇一", "篇二"]
    assert all("年终到了" not in passage.text for passage in passages)


def test_a_running_head_inside_a_sentence_is_left_out(text_of):
    sentences = [
        "车队工会请老驾驶员讲冬季行车经验，年轻人边听边记，课后又到停车场看了防滑链的",
        "装法。",
        "修理班把常见故障编成口诀，贴在工位旁边，新人照着口诀检查，漏检的情况比去年少了",
        "一半。",
        "食堂给夜班车组留了热饭，凌晨收车的人也能吃上，大家都说这件事办到了心",
        "坎上。",
    ]
    text = "\n\n车队资料\n\n".join(sentences)
    assert "车队资料" not in text_of(text)
    assert "防滑链的装法。" in text_of(text)


@pytest.mark.parametrize("number", ["一、", "（一）", "## ", "### 第二段：", "#### 二、", ""])
def test_headings_of_every_kind_head_their_passages(cleaned, number):
    passages = cleaned(
        f"{BEFORE}\n\n{number}关心驾驶员身体\n\n工会请医院给长途驾驶员做颈椎检查，四十五人参加，六人需要复查，由车队安排休息。"
    )
    assert [passage.heading for passage in passages] == ["", "关心驾驶员身体"]


def test_a_numbered_list_stays_together_over_a_page_break(cleaned):
    passages = cleaned(
        "出车前要做好以下几件事：\n\n- 1、查轮胎，看气压和花\n\n纹。\n\n2、查灯光，前后都要亮。\n\n3、查随车工具。"
    )
    assert [passage.text for passage in passages] == [
        "出车前要做好以下几件事：\n1.查轮胎，看气压和花纹。\n2.查灯光，前后都要亮。\n3.查随车工具。"
    ]


def test_a_list_that_starts_anew_is_another_passage(cleaned):
    passages = cleaned("出车前：\n\n1、查轮胎。\n\n2、查灯光。\n\n1、收车后要登记里程。\n\n2、收车后要关好油路。")
    assert [passage.text.count("\n") for passage in passages] == [2, 1]


def test_hard_wrapped_paragraphs_are_whole_again(text_of):
    lines = [
        "　　车队工会请医生到停车场坐诊，四十五",
        "名驾驶员量了血压，七人偏高，工会提醒",
        "他们复查，并和调度商量少排夜班，大家",
        "觉得很贴心。",
        "　　五月，车队办了一场倒车入库比赛，三",
        "十二人报名，最快的一把只用四十秒，新",
        "手也有奖。",
    ]
    whole = [line.strip("　") for line in lines]
    assert text_of("\n".join(lines)) == "".join(whole[:4]) + "\n" + "".join(whole[4:])


def test_one_paragraph_per_line_is_not_taken_for_hard_wraps(cleaned):
    text = "\n".join(
        f"第{n}车队六月出车{n}0趟，行驶里程比上月多{n}百公里，没有发生事故，油耗也降了一点，车组成员各有记录。"
        for n in range(1, 7)
    )
    assert [line for passage in cleaned(text) for line in passage.text.split("\n")] == text.split("\n")


def test_the_unit_and_day_at_the_end_are_no_passage(text_of):
    assert text_of(f"{BEFORE}\n\n某某车队工会\n\n2026年9月30日") == BEFORE


class TestRepeats:
    FIRST = "驾驶员家里遇到难处的时候，车队工会带着慰问品上门，先后走访驾驶员家庭xx户，让大家觉得有依靠。"

    def test_a_sentence_said_again_in_other_order_is_dropped(self, text_of):
        again = "驾驶员家里遇到难处的时候，车队工会带着慰问品上门，让大家觉得有依靠，先后走访驾驶员家庭xx户。"
        assert text_of(f"{self.FIRST}\n\n{BEFORE}\n\n{again}").count("遇到难处") == 1

    def test_a_repeated_tail_is_cut_from_a_sentence_with_news(self, text_of):
        again = "车队工会每逢发放劳保用品都送到车上，" + self.FIRST
        assert "每逢发放劳保用品都送到车上。" in text_of(f"{self.FIRST}\n\n{again}")

    def test_another_piece_may_say_the_same(self, text_of):
        assert text_of(f"## 总结 篇一\n\n{self.FIRST}\n\n## 总结 篇二\n\n{self.FIRST}").count("遇到难处") == 2

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("工会组织男职工进行腰椎健康体检，共计两批。", "工会组织女职工进行腰椎健康体检，共计两批。"),
            ("上半年修理班开展岗位练兵活动共3场。", "下半年修理班开展岗位练兵活动共3场。"),
            ("一季度慰问住院驾驶员12人次，发放慰问金。", "一季度慰问住院驾驶员21人次，发放慰问金。"),
        ],
    )
    def test_other_facts_in_the_same_words_stay(self, text_of, one, other):
        whole = text_of(f"{one}\n\n{other}")
        assert one in whole
        assert other in whole


def test_an_overlong_paragraph_is_cut_at_sentence_ends(cleaned):
    sentence = "第{}车组在雪天出车前加装防滑链，到站以后逐项检查制动和灯光，并把路况发到群里提醒后车。"
    passages = cleaned("".join(sentence.format(number) for number in range(1, 31)))
    assert len(passages) > 1
    assert all(len(passage.text) <= 800 and passage.text.endswith("。") for passage in passages)

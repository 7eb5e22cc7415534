"""A whole monthly report on the page, by an officer and her superior; at each main screen somebody may look."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from tests.conversations.browser import Page
from tests.conversations.scribe import Pen
from tests.pictures import written

Look = Callable[[str], None]
OFFICER, SUPERIOR = "小王", "王主席"
HUES = ("#b9d3e8", "#e8d9b9", "#c7e0c0")


def walk(page: Page, url: str, pen: Pen, folder: Path, look: Look) -> None:
    """From 开始 to a report that was sent back and changed. `look` is given the name of each main screen."""
    _begin(page, url, look)
    _answer(page, folder, look)
    _draft(page, pen, look)
    _revise(page, look)
    _send_up(page, url, look)
    page.say("全部报告", "您写过的都在这儿")
    look("reports")
    page.say("怎么用", "想问哪方面")
    look("help")


def _begin(page: Page, url: str, look: Look) -> None:
    page.open(f"{url}?user={OFFICER}")
    page.start("您的单位全称")
    look("start")
    page.say("宏泰纺织有限公司工会", "您的姓名")
    page.say("周敏 副主席", "材料报给谁")
    page.say("公司党委", "几号前交")
    page.say("28号前", "这回写哪一种")
    look("kinds")
    page.press("月报", "写哪个月的")
    page.say("2026年9月", "开头概述")


def _answer(page: Page, folder: Path, look: Look) -> None:
    page.show(*_photos(folder), under="安全月收尾，看望了住院职工", wanted=("上个月", "收下3张照片"))
    page.bring("安全月收尾，看望了住院职工")
    look("photos")
    page.press("跳过", "这个月做了哪几块工作")
    page.press("思想引领")
    page.press("帮扶服务")
    page.press("选好了", "组织了哪些学习")
    page.say("9.8学工会法 62个人", "记下了")
    page.press("看范文", "别人这样写")
    look("examples")
    page.press("继续", "您前面答的是")
    page.press("下一题", "劳模工匠")
    page.speak(_recording(folder), "听到的是", "85人次")
    look("voice")
    page.press("对的", "什么变化")
    page.press("无", "走访慰问了谁")
    page.press("跳过", "住院、生育、丧事")
    page.say("看了3个住院的 每人500", "写进去吗")
    look("follow-up")
    page.press("不写", "互助保障")
    page.press("不清楚", "驿站")
    page.press("跳过", "特色亮点")
    page.press("目录", "点一节就过去")
    look("contents")
    page.press("问题措施", "存在问题")
    page.say("夜班职工参加活动少", "记下了")
    page.press("目录", "点一节就过去")
    page.press("下月计划", "下个月准备做哪几件事")
    page.say("职工书屋开放｜10月10日前｜刘敏｜上架300册", "记下了")


def _draft(page: Page, pen: Pen, look: Look) -> None:
    page.say("出稿", "正在整理成文")
    page.see("【草稿预览】", "62人参加")
    look("drafting")
    pen.finish()
    page.see("初稿好了", "互助保障的参保和赔付")
    look("files")


def _revise(page: Page, look: Look) -> None:
    page.press("改稿", "改哪一节")
    page.press("二、本月工作", "覆盖职工85人次")
    page.say("语气再实一点", "惠及一线职工85人次", "下划线是新写的")
    look("revising")
    page.press("依据", "点数字")
    page.press("1", "您是这样说的")
    look("evidence")
    page.follow("9.8学工会法 62个人")


def _send_up(page: Page, url: str, look: Look) -> None:
    page.say("/invite 审核", "只能用一次")
    word = page.link().partition("?start=")[2]
    page.open(f"{url}?user={SUPERIOR}&start={word}")
    page.start("工会的同志写好报告送您审")
    page.open(f"{url}?user={OFFICER}")
    page.say("送审", "送给谁审")
    page.press(SUPERIOR, f"送给 {SUPERIOR} 了")
    page.open(f"{url}?user={SUPERIOR}")
    page.see("看完点一个")
    page.reply("夜班职工参加活动少", "写清楚夜班有多少人", "存在问题及改进措施这一节的意见")
    look("review")
    page.press("退回", "意见一起带到")
    page.open(f"{url}?user={OFFICER}")
    page.see(f"{SUPERIOR} 退回了", "写清楚夜班有多少人")
    page.say("目录", "审核意见")
    page.press("问题措施", f"审核意见（{SUPERIOR}）")
    page.press("上一题", "夜班职工参加活动少")
    page.press("重写", "发新的来")
    page.say("夜班职工120人，参加活动少", "记下了")
    page.edit("9.8学工会法 62个人", "9.8学工会法 64个人", "已按您改过的记")
    page.say("出稿", "正在整理成文")
    page.press("看改动", "看过的那一稿比", "下划线是新写的", "写清楚夜班有多少人")
    look("changes")


def _photos(folder: Path) -> list[Path]:
    """Three pictures that can be told apart."""
    paths = [folder / f"IMG_{number}.jpg" for number in range(len(HUES))]
    for number, (path, hue) in enumerate(zip(paths, HUES, strict=True), start=1):
        image = Image.new("RGB", (640, 480), hue)
        ImageDraw.Draw(image).ellipse((220, 140, 420, 340), fill="white")
        ImageDraw.Draw(image).text((300, 200), str(number), fill="#444", font_size=90)
        path.write_bytes(written(image, "JPEG"))
    return paths


def _recording(folder: Path) -> Path:
    """Two seconds of silence."""
    path = folder / "voice.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 16000)
    return path

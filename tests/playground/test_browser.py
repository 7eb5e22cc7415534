"""The page in a real browser, as large as a phone."""

import asyncio
from contextlib import contextmanager, suppress

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from tests.conversations.browser import phone

BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("2026年9月", callback_data="2026-09")],
        [InlineKeyboardButton("上一题", callback_data="back"), InlineKeyboardButton("跳过", callback_data="skip")],
    ]
)
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALLEST = "return Math.min(...[...document.querySelectorAll('[data-callback]')].map((key) => key.offsetHeight))"


@contextmanager
def browser(profile):
    with phone(profile) as page:
        yield page.driver


class Thumb:
    """What a person does with the page; every look waits a little."""

    def __init__(self, driver):
        self.driver = driver

    def see(self, selector, words=""):
        def there(_):
            found = self.driver.find_elements(By.CSS_SELECTOR, selector)
            return next((node for node in found if node.is_displayed() and words in node.text), False)

        waiting = WebDriverWait(self.driver, 10, poll_frequency=0.05)
        return waiting.until(there, f"nothing like {selector} with {words!r} shows")

    def tap(self, selector, words=""):
        self.see(selector, words).click()

    def say(self, text):
        self.see("#text").send_keys(text)
        self.tap("#send")


def visit(url, profile, upload):
    """One officer's visit; returns what the browser complained about."""
    with browser(profile) as driver:
        thumb = Thumb(driver)
        driver.get(f"{url}?user=小王")
        thumb.tap("#start")
        thumb.see(".bot [data-message-id]", "写哪个月的")
        assert driver.execute_script(OVERFLOW) == 0
        assert driver.execute_script(SMALLEST) >= 44

        thumb.tap("[data-callback='2026-09']")
        thumb.see("#toasts", "记下了")
        thumb.see(".bot [data-message-id]", "您选了2026-09")

        thumb.say("走访<b>5户</b>")
        thumb.see(".own [data-message-id]", "走访<b>5户</b>")
        thumb.see(".bot .quote", "走访<b>5户</b>")
        thumb.tap(".own [data-message-id]", "走访")
        thumb.tap("[data-act='edit']")
        thumb.see("#text").clear()
        thumb.say("走访6户")
        thumb.see(".own .edited", "已编辑")
        thumb.see(".bot .quote", "走访6户")

        thumb.tap("#menu")
        thumb.see("[data-command='help']", "怎么用")
        thumb.tap("#menu")
        thumb.say("/he")
        thumb.see(".own [data-message-id]", "/he")

        thumb.tap("#attach")
        driver.find_element(By.CSS_SELECTOR, "[data-file='document']").send_keys(str(upload))
        thumb.see(".chip", upload.name)
        thumb.tap("#send")
        thumb.see(".own .file-name", upload.name)

        driver.refresh()
        thumb.see(".own .file-name", upload.name)
        thumb.see(".bot [data-message-id]", "您选了2026-09")
        return [entry["message"] for entry in driver.get_log("browser")]


async def echo(bot):
    """A small bot: asks for the month, edits its question when told, replies to everything else."""
    await bot.set_my_commands([("help", "怎么用")])
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=5):
            offset = update.update_id + 1
            if update.callback_query:
                await update.callback_query.answer("记下了")
                await update.callback_query.edit_message_text(f"您选了{update.callback_query.data}")
            elif update.message and update.message.text == "/start":
                await update.message.reply_text("写哪个月的？", reply_markup=BUTTONS)
            elif update.message:
                await update.message.reply_text("收到", do_quote=True)


@pytest.mark.browser
async def test_an_officer_talks_presses_edits_and_attaches_on_a_phone(playground, bot, tmp_path):
    upload = tmp_path / "九月总结.docx"
    upload.write_bytes(b"docx")
    answering = asyncio.create_task(echo(bot))
    try:
        complaints = await asyncio.to_thread(visit, playground.url, tmp_path / "profile", upload)
    finally:
        answering.cancel()
        with suppress(asyncio.CancelledError):
            await answering
    assert complaints == []

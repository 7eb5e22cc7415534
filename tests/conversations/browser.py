"""A phone-sized headless Chromium at the playground's page."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import visibility_of_element_located
from selenium.webdriver.support.wait import WebDriverWait

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=zh-CN",
)
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
PATIENCE = 40.0
"""Seconds for one step, on a machine that has other work."""
LED_TO = """
const [wall, flashed] = [document.querySelector("#log"), document.querySelector(".own .flash, .own.flash")];
if (!flashed || !flashed.innerText.includes(arguments[0])) return false;
const [outside, inside] = [wall.getBoundingClientRect(), flashed.getBoundingClientRect()];
return inside.top >= outside.top && inside.bottom <= outside.bottom;
"""
"""Whether the message that says so was brought into sight, and is shown to be meant."""


class Page:
    """One officer's thumb."""

    def __init__(self, driver):
        self.driver = driver

    def open(self, url):
        self.driver.get(url)
        self.see("笔杆子")

    def start(self, *wanted):
        """Press 开始, as everybody does first."""
        self._wait("#start").click()
        self.see(*wanted)

    def say(self, text, *wanted):
        count = len(self.bubbles())
        self.driver.find_element(By.ID, "text").send_keys(text)
        self.driver.find_element(By.ID, "send").click()
        self.see(*wanted, after=count)

    def show(self, *files, under="", wanted=()):
        """Send photos, several as an album, as one does on the phone: chosen together, words below."""
        count = len(self.bubbles())
        self.driver.find_element(By.ID, "attach").click()
        chooser = self.driver.find_element(By.CSS_SELECTOR, "[data-file='photo']")
        chooser.send_keys("\n".join(map(str, files)))
        box = self.driver.find_element(By.ID, "text")
        box.send_keys(under)
        self.driver.find_element(By.ID, "send").click()
        self.see(*wanted, after=count)

    def speak(self, recording, *wanted):
        """Send a recording as a voice message."""
        count = len(self.bubbles())
        self.driver.find_element(By.ID, "attach").click()
        self.driver.find_element(By.CSS_SELECTOR, "[data-file='voice']").send_keys(str(recording))
        self.driver.find_element(By.ID, "send").click()
        self.see(*wanted, after=count)

    def edit(self, old, new, *wanted):
        """Change the newest own message that holds `old`."""
        count = len(self.bubbles())
        own = [one for one in self.driver.find_elements(By.CSS_SELECTOR, ".own .bubble") if old in one.text]
        self._to(own[-1])
        own[-1].find_element(By.CSS_SELECTOR, "time").click()
        self._wait("[data-act='edit']").click()
        box = self.driver.find_element(By.ID, "text")
        box.clear()
        box.send_keys(new)
        self.driver.find_element(By.ID, "send").click()
        self.see(*wanted, after=count)

    def reply(self, to, text, *wanted):
        """Answer the newest message that holds `to`."""
        count = len(self.bubbles())
        found = [one for one in self.driver.find_elements(By.CSS_SELECTOR, ".bot .bubble") if to in one.text]
        self._to(found[-1])
        found[-1].find_element(By.CSS_SELECTOR, "time").click()
        self._wait("[data-act='reply']").click()
        self.driver.find_element(By.ID, "text").send_keys(text)
        self.driver.find_element(By.ID, "send").click()
        self.see(*wanted, after=count)

    def follow(self, words):
        """Tap the newest quotation of the bot's: it leads to the message that says so."""
        quotes = self.driver.find_elements(By.CSS_SELECTOR, ".bot .quote")
        self._to(quotes[-1])
        quotes[-1].click()
        led = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05)
        led.until(lambda driver: driver.execute_script(LED_TO, words), f"the quotation does not lead to {words}")

    def bring(self, words):
        """Scroll until the newest own message that says so stands at the top."""
        own = [one for one in self.driver.find_elements(By.CSS_SELECTOR, ".own .bubble") if words in one.text]
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'start'})", own[-1])

    def link(self):
        """The newest link that the bot gave."""
        return self.driver.find_elements(By.CSS_SELECTOR, ".bot .text a")[-1].get_attribute("href")

    def press(self, label, *wanted):
        count = len(self.bubbles())
        until = time.monotonic() + PATIENCE
        while not self._pressed(label):
            assert time.monotonic() < until, f"no button {label}"
        self.see(*wanted, after=count)

    def _pressed(self, label):
        """One try: a message that is drawn anew takes its old buttons away."""
        try:
            buttons = self.driver.find_elements(By.CSS_SELECTOR, "[data-callback]")
            found = [button for button in buttons if button.text.strip("☑☐ ") == label]
            if found:
                self._to(found[-1])
                found[-1].click()
        except StaleElementReferenceException:
            return False
        return bool(found)

    def _to(self, node):
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)

    def _wait(self, selector):
        """What is to be seen at that place, as soon as it is."""
        found = WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05)
        return found.until(visibility_of_element_located((By.CSS_SELECTOR, selector)), f"no {selector}")

    def bubbles(self):
        return self.driver.find_elements(By.CSS_SELECTOR, "[data-message-id]")

    def see(self, *wanted, after=0):
        """Wait until the bubbles behind `after` (the whole page for 0) say all this."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            whole = self.driver.find_element(By.TAG_NAME, "body").text
            texts = self.driver.execute_script(
                "return [...document.querySelectorAll('[data-message-id]')].map(bubble => bubble.innerText)"
            )
            shown = "\n".join(texts[after:]) if after else whole
            if all(words in shown for words in wanted):
                return
            time.sleep(0.1)
        raise AssertionError(f"the page does not show {wanted}, but: {shown[-600:]}")

    def picture(self):
        """The screen as a PNG, when what moves has come to rest."""
        time.sleep(0.4)
        return self.driver.get_screenshot_as_png()


@contextmanager
def phone(profile):
    """A page in a new browser.

    Raises:
        RuntimeError: Chromium or its driver is not installed; names the packages.
    """
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (browser and driver):
        raise RuntimeError("the browser tests need Debian's packages chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
        yield Page(chrome)
    finally:
        chrome.quit()

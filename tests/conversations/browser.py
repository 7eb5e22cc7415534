"""A phone-sized headless Chromium at the playground's page."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By

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
PATIENCE = 20.0


class Page:
    """One officer's thumb."""

    def __init__(self, driver):
        self.driver = driver

    def open(self, url):
        self.driver.get(url)
        self.see("笔杆子")

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
                self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found[-1])
                found[-1].click()
        except StaleElementReferenceException:
            return False
        return bool(found)

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

    def picture(self, path):
        time.sleep(0.4)
        self.driver.save_screenshot(str(path))


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

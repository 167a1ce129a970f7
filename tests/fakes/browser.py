"""A real Chromium without a window, driven over its debugging pipe: no port, no driver program, no package.

The protocol is Chromium's own (DevTools): JSON messages with a zero byte behind each, on descriptors 3 and 4.
"""

from __future__ import annotations

import base64
import json
import os
import selectors
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome-stable")
WAIT_S = 150.0
SWITCHES = (
    "--headless=new",
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--password-store=basic",
    "--use-mock-keychain",
    "--remote-debugging-pipe",
)


def program() -> str:
    """Where the browser is. Skips the test where there is none."""
    if os.name == "nt":
        pytest.skip("the debugging pipe is read as on POSIX systems")
    for name in NAMES:
        if found := shutil.which(name):
            return found
    pytest.skip("Chromium is not installed (packaging/apt-test.txt)")


class Browser:
    """One browser with a profile of its own; a context manager that ends it."""

    def __init__(self, profile: Path, *switches: str) -> None:
        to_read, self._out = os.pipe()
        self._in, to_write = os.pipe()
        # The shell puts the pipe's ends where the browser looks for them.
        words = f'exec "$@" 3<&{to_read} 4>&{to_write}'
        arguments = [program(), *SWITCHES, f"--user-data-dir={profile}", *switches, "about:blank"]
        self._process = subprocess.Popen(
            ["/bin/bash", "-c", words, "browser", *arguments],
            pass_fds=(to_read, to_write),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(to_write)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._in, selectors.EVENT_READ)
        self._bytes = b""
        self._number = 0
        self.heard: list[dict[str, Any]] = []
        """Events of all pages, oldest first."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser."""
        try:
            self.call("Browser.close")
            self._process.wait(20)
        except (OSError, AssertionError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait(20)
        self._selector.close()
        os.close(self._out)
        os.close(self._in)

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Ask the browser; its answer. Fails the test where it refuses."""
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            heard = self._next()
            if heard.get("id") == number:
                assert "error" not in heard, (method, heard["error"])
                result: dict[str, Any] = heard["result"]
                return result
            if "method" in heard:
                self.heard.append(heard)

    def page(self, *, width: int = 360, height: int = 740, language: str = "en-GB") -> Page:
        """A new tab with a phone's measures."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        made = Page(self, session)
        for domain in ("Page", "Runtime", "Network", "Log"):
            made.call(f"{domain}.enable")
        made.speak(language)
        made.measure(width, height)
        return made

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + WAIT_S
        while b"\0" not in self._bytes:
            ready = self._selector.select(max(0.0, deadline - time.monotonic()))
            assert ready, "the browser says nothing"
            part = os.read(self._in, 1 << 16)
            assert part, "the browser has ended"
            self._bytes += part
        whole, _, self._bytes = self._bytes.partition(b"\0")
        heard: dict[str, Any] = json.loads(whole)
        return heard


class Page:
    """A tab: what a person does in it and sees there."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser about this tab."""
        return self._browser.call(method, self._session, **params)

    def events(self, method: str) -> list[dict[str, Any]]:
        """What was heard of this tab by this name."""
        return [
            one["params"]
            for one in self._browser.heard
            if one["method"] == method and one.get("sessionId") == self._session
        ]

    def measure(self, width: int, height: int, *, scale: float = 1.0) -> None:
        """Give the tab a size; `scale` is a person's enlargement of the page, as a browser does it."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=round(width / scale),
            height=round(height / scale),
            deviceScaleFactor=2 * scale if width < 600 else scale,
            mobile=False,
        )

    def speak(self, language: str) -> None:
        """The person's language."""
        agent = self.call("Browser.getVersion")["userAgent"]
        self.call("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)

    def dark(self, wanted: bool) -> None:
        """The person likes dark pages, or not."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if wanted else "light"}
        self.call("Emulation.setEmulatedMedia", features=[feature])

    def open(self, address: str) -> None:
        """Go to an address, as from a link in another page."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)

    def run(self, script: str) -> Any:
        """What a script in the page gives."""
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def until(self, script: str) -> Any:
        """Look until the script gives something that is true, and give it."""
        deadline = time.monotonic() + WAIT_S
        while not (found := self.run(script)):
            assert time.monotonic() < deadline, (script, self.text())
            # The page itself is waited for, not a time.
            self.run("new Promise((done) => setTimeout(done, 40))")
        return found

    def text(self) -> str:
        """All that can be read in the page."""
        return str(self.run("document.body ? document.body.innerText : ''"))

    def sees(self, words: str) -> None:
        """Wait until these words can be read."""
        self.until(f"document.body && document.body.innerText.includes({json.dumps(words)})")

    def misses(self, words: str) -> None:
        """Wait until these words cannot be read any more."""
        self.until(f"!document.body.innerText.includes({json.dumps(words)})")

    def tap(self, label: str) -> None:
        """Press the button with this label by the mouse, where it is and if nothing lies over it."""
        place = self.until(
            "(() => { const wanted = " + json.dumps(label) + ";"
            "const open = document.querySelector('dialog[open]') || document;"
            "const all = Array.from(open.querySelectorAll('button'));"
            "const one = all.find((b) => !b.disabled && b.checkVisibility()"
            " && (b.getAttribute('aria-label') || b.textContent) === wanted);"
            "if (!one) return null; one.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const box = one.getBoundingClientRect();"
            "const x = box.x + box.width / 2, y = box.y + box.height / 2;"
            "return one.contains(document.elementFromPoint(x, y)) ? {x, y} : null; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def type(self, field: str, words: str) -> None:
        """Put words into the field with this id, instead of what is there."""
        self.run(
            f"(() => {{ const f = document.getElementById({json.dumps(field)}); f.focus(); f.select(); }})()"
        )
        self.call("Input.insertText", text=words)

    def picture(self, path: Path) -> None:
        """Keep what the tab shows as a PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

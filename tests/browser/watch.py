"""What must not happen on any page, whatever a test is about: it listens, and the test fails.

Errors in the console, breaches of the content security policy, requests to anywhere but the product,
requests that fail, answers of 400 and above that the test did not expect.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

POLICY_BREACHED = "The content security policy refused"
SAYS_WHAT_IS_REFUSED = f"""
addEventListener("securitypolicyviolation", (event) => {{
  console.error(`{POLICY_BREACHED} ${{event.violatedDirective}}: ${{event.blockedURI}}`);
}});
"""
OF_AN_ANSWER = "Failed to load resource"
"""How Chromium's console begins on an answer that the watch judges itself."""
LEFT_BEHIND = "net::ERR_ABORTED"
"""A request that the page itself gave up: a newer question took its place, or the page was left."""
WITHIN = ("data:", "blob:", "about:")
FONTS = "/assets/fonts/"
"""Where GOV.UK's style sheet looks for a typeface that only GOV.UK may use, and that csg.css replaces.

Who measures a page before csg.css has come, as a test in a hurry does, makes the browser ask for it. That
a page which came whole asks for none of it has a test of its own.
"""


def outspoken(context: BrowserContext) -> BrowserContext:
    """The same context, which says in its console what the policy refuses."""
    context.add_init_script(SAYS_WHAT_IS_REFUSED)
    return context


class Watch:
    """Listens to browser contexts and gathers complaints."""

    def __init__(self, home: str) -> None:
        self._home = home
        self._expected: set[int] = set()
        self._ears = {
            "console": self._console,
            "weberror": self._error,
            "request": self._request,
            "requestfailed": self._failure,
            "response": self._response,
        }
        self.complaints: list[str] = []

    def expect(self, status: int) -> None:
        """An answer of this kind is what the test is about."""
        self._expected.add(status)

    @contextmanager
    def over(self, context: BrowserContext) -> Iterator[BrowserContext]:
        """Listen to a context for a while."""
        for event, hear in self._ears.items():
            context.on(event, hear)
        yield context
        for event, hear in self._ears.items():
            context.remove_listener(event, hear)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(OF_AN_ANSWER):
            self.complaints.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"error in a script: {error.error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._home + "/", *WITHIN)):
            self.complaints.append(f"asked elsewhere: {request.method} {request.url}")

    def _failure(self, request: Request) -> None:
        if request.failure != LEFT_BEHIND:
            self.complaints.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        is_font = response.url.startswith(self._home + FONTS)
        if response.status >= 400 and response.status not in self._expected and not is_font:
            self.complaints.append(f"answered {response.status}: {response.request.method} {response.url}")

"""A sign-in form for a person with a browser, who then reads the API's description; plain HTML, no script."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hub.api.context import Context, give_cookie
from hub.services.signing_in import TooManyAttempts

MAX_FIELDS = 10
DOCUMENTS = "/api/v1/docs"
_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "X-Frame-Options": "DENY",
}
_STYLE = (
    "body{font:18px/1.5 system-ui,sans-serif;max-width:22rem;margin:4rem auto;padding:0 1rem;color:#1d2733}"
    "label,input,button{display:block;width:100%;box-sizing:border-box;font:inherit}"
    "input,button{margin:.25rem 0 1rem;padding:.7rem;border-radius:6px;border:1px solid #66727f}"
    "button{background:#0b5e8a;color:#fff;border:0;min-height:3rem}p{color:#a3261c}"
)


class LoginPage:
    """The form and what it sends."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def show(self, _request: Request) -> Response:
        """The empty form."""
        return _form("", 200)

    async def take(self, request: Request) -> Response:
        """Sign in and go on to the documents, or show the form again with the reason."""
        try:
            fields = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=MAX_FIELDS)
        except ValueError:
            return _form("That was no sign-in.", 400)
        name, password = (fields.get(field, [""])[0] for field in ("name", "password"))
        peer = request.client.host if request.client else ""
        try:
            found = await run_in_threadpool(self._context.signing_in.sign_in, name, password, peer)
        except TooManyAttempts:
            return _form("Too many wrong passwords. Wait ten minutes.", 429)
        if found is None:
            return _form("The name or the password is wrong.", 401)
        answer = RedirectResponse(DOCUMENTS, 303)
        give_cookie(answer, found[0], self._context)
        return answer


def _form(reason: str, status: int) -> Response:
    told = f'<p role="alert">{escape(reason)}</p>' if reason else ""
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Tillbridge hub</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f'<h1>Tillbridge hub</h1>{told}<form method="post" action="/login">'
        '<label for="name">Name</label>'
        '<input id="name" name="name" autocomplete="username" required autofocus>'
        '<label for="password">Password</label><input id="password" name="password" type="password" '
        'autocomplete="current-password" required><button>Sign in</button></form></html>'
    )
    return HTMLResponse(page, status, headers=_POLICY)

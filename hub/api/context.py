"""What the admin routes work with: the hub's services, and who is asking."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Depends, Request, Response

from hub.api.errors import Refused
from hub.services.clock import Clock
from hub.services.customer_aliases import CustomerMerges
from hub.services.customers import CustomerService
from hub.services.enrolment import EnrolmentService
from hub.services.gift_cards import GiftCardService
from hub.services.loyalty_accounts import LoyaltyService
from hub.services.news import News
from hub.services.quarantine import QuarantineService
from hub.services.replacing import ReplacementService
from hub.services.rights import RightsService
from hub.services.signing_in import LONGEST_MS, Role, SignedIn, SigningIn, csrf_fits
from hub.services.staff import StaffService
from hub.store.database import Database

COOKIE = "tillbridge_session"
CSRF_HEADER = "Tillbridge-CSRF"
_READING = ("GET", "HEAD")


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """Services that routes share."""

    database: Database
    clock: Clock
    news: News
    enrolment: EnrolmentService
    signing_in: SigningIn
    staff: StaffService
    quarantine: QuarantineService
    customers: CustomerService
    loyalty: LoyaltyService
    gift_cards: GiftCardService
    merges: CustomerMerges
    rights: RightsService
    replacements: ReplacementService
    secure: bool
    """Whether cookies may only travel over TLS."""


def context_of(request: Request) -> Context:
    """The context of the application."""
    found: Context = request.app.state.context
    return found


def person_of(request: Request, context: Context, role: Role) -> SignedIn:
    """Who is asking. Raises `Refused`: 401 not signed in, 403 without the right or the CSRF token."""
    token = request.cookies.get(COOKIE, "")
    person = context.signing_in.who(token) if token else None
    if person is None:
        raise Refused(401, "not_signed_in", "Sign in first: POST /api/v1/login.")
    if request.method not in _READING and not csrf_fits(person, request.headers.get(CSRF_HEADER, "")):
        raise Refused(403, "csrf", f"The header {CSRF_HEADER} must carry the token that the login gave.")
    if not person.may(role):
        raise Refused(403, "not_allowed", f"This needs the role {role}.")
    return person


def give_cookie(answer: Response, token: str, context: Context) -> None:
    """Set the session's cookie: out of reach of scripts and of other sites."""
    answer.set_cookie(
        COOKIE, token, max_age=LONGEST_MS // 1000, httponly=True, samesite="strict", secure=context.secure
    )


def _viewer(request: Request) -> SignedIn:
    return person_of(request, context_of(request), "viewer")


def _manager(request: Request) -> SignedIn:
    return person_of(request, context_of(request), "manager")


def _owner(request: Request) -> SignedIn:
    return person_of(request, context_of(request), "owner")


Services = Annotated[Context, Depends(context_of)]
Viewer = Annotated[SignedIn, Depends(_viewer)]
Manager = Annotated[SignedIn, Depends(_manager)]
Owner = Annotated[SignedIn, Depends(_owner)]

"""Signing in and out at the hub, and the people who may."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from hub.api.context import COOKIE, Owner, Services, Viewer, give_cookie
from hub.api.errors import Refused
from hub.services.passwords import hash_password
from hub.services.signing_in import WINDOW_MS, TooManyAttempts
from hub.store import people
from hub.store.people import AdminUser

router = APIRouter(tags=["sign-in"])
Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[\w.@ -]+$")]


class Login(BaseModel):
    """Name and password."""

    name: str = Field(max_length=60)
    password: str = Field(max_length=200)


class NewPerson(BaseModel):
    """Someone who may manage the hub; an existing name is changed, and signed out everywhere."""

    name: Name
    role: Literal["viewer", "manager", "owner"]
    password: str = Field(max_length=200)
    active: bool = True


@router.post("/login")
def login(body: Login, request: Request, response: Response, services: Services) -> dict[str, Any]:
    """Sign in: sets the session cookie and gives the token for the header `Tillbridge-CSRF`."""
    peer = request.client.host if request.client else ""
    try:
        found = services.signing_in.sign_in(body.name, body.password, peer)
    except TooManyAttempts as error:
        raise Refused(
            429,
            "too_many_attempts",
            "Too many wrong passwords. Wait ten minutes.",
            retry_after=WINDOW_MS // 1000,
        ) from error
    if found is None:
        raise Refused(401, "login_wrong", "The name or the password is wrong.")
    token, person = found
    give_cookie(response, token, services)
    return {"name": person.name, "role": person.role, "csrf": person.csrf}


@router.get("/session")
def session(person: Viewer) -> dict[str, Any]:
    """Who is signed in, and the CSRF token again."""
    return {"name": person.name, "role": person.role, "csrf": person.csrf}


@router.post("/logout")
def logout(_person: Viewer, request: Request, response: Response, services: Services) -> dict[str, Any]:
    """Sign out."""
    services.signing_in.sign_out(request.cookies[COOKIE])
    response.delete_cookie(COOKIE)
    return {}


@router.put("/people")
def put_person(body: NewPerson, person: Owner, services: Services) -> dict[str, Any]:
    """Add someone who may manage the hub, or change role, password or activity of one."""
    if body.name == person.name and (body.role != "owner" or not body.active):
        raise Refused(409, "own_rights", "Nobody takes their own rights away: another owner must.")
    user = AdminUser(
        name=body.name, role=body.role, password_hash=hash_password(body.password), active=body.active
    )
    with services.database.write() as connection:
        people.put_user(connection, user)
    return {"name": user.name, "role": user.role, "active": user.active}

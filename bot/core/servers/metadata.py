"""Reads what servers say about signing in to them, and checks it. Pure.

The rules are those of MCP's authorization (RFC 9728, 8414, 8707, 9207 and PKCE).
Nothing in it is trusted: each address is checked before it is asked, or shown.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.core.errors import SignInFailed
from bot.core.servers.addresses import trouble_with
from bot.core.servers.connections import AuthorizationServer, Enrolment

Json = Mapping[str, Any]
METHODS: Final = ("client_secret_post", "client_secret_basic", "none")
MOST_OF_AN_ADDRESS: Final = 2_000
MOST_OF_A_SCOPE: Final = 1_000
_OF_THE_RESOURCE: Final = "/.well-known/oauth-protected-resource"
_OF_THE_SERVER: Final = "/.well-known/oauth-authorization-server"
_OF_OPENID: Final = "/.well-known/openid-configuration"
_STAYS: Final = "offline_access"
_SCOPE: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*")


def challenged(header: str, name: str) -> str:
    """A field of a `WWW-Authenticate` header; empty if it is not there."""
    found = re.search(rf'\b{name}=(?:"([^"]*)"|([^\s,"]+))', header[:8_000])
    return (found[1] or found[2] or "") if found else ""


def places_of_resource(url: str, named: str) -> tuple[str, ...]:
    """Where a server may describe who signs people in, the likeliest first."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    wanted = (named, *(_at(url, f"{_OF_THE_RESOURCE}{each}") for each in (path, "")))
    return tuple(dict.fromkeys(each for each in wanted if each))


def places_of_issuer(issuer: str) -> tuple[str, ...]:
    """Where an authorization server may describe itself, the likeliest first."""
    path = urlsplit(issuer).path.rstrip("/")
    ends = [f"{_OF_THE_SERVER}{path}", f"{_OF_OPENID}{path}", f"{path}{_OF_OPENID}"]
    return tuple(dict.fromkeys(_at(issuer, each) for each in ends))


def _at(url: str, path: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def origin_of(url: str) -> str:
    """The address without its path."""
    return _at(url, "")


def resource_in(told: Json, url: str) -> tuple[str, str]:
    """The resource that a token is for, and who gives it. Raises SignInFailed."""
    resource, issuers = told.get("resource"), told.get("authorization_servers")
    if not isinstance(resource, str) or not covers(resource, url):
        raise SignInFailed("it describes another address than its own")
    if not isinstance(issuers, list) or not issuers or not isinstance(issuers[0], str):
        raise SignInFailed("it does not say where one signs in")
    return resource, issuers[0]


def covers(resource: str, url: str) -> bool:
    """Whether a token for the resource is one for the server at this address."""
    ours, theirs = urlsplit(url), urlsplit(resource)
    same = (theirs.scheme, theirs.netloc.lower()) == (ours.scheme, ours.netloc.lower())
    path = theirs.path.rstrip("/") + "/"
    return same and f"{ours.path.rstrip('/')}/".startswith(path)


def scope_in(told: Json, named: str, server: Json) -> str:
    """The scope to ask for: what the refusal named, else all that the resource has;
    and to stay signed in, where the authorization server knows that."""
    names = named.split() or _texts(told, "scopes_supported")
    stays = {_STAYS} & {*_texts(server, "scopes_supported")} if names else ()
    scope = " ".join(dict.fromkeys((*names, *stays)))
    usable = len(scope) <= MOST_OF_A_SCOPE and _SCOPE.fullmatch(scope)
    return scope if usable else ""


def server_in(told: Json, issuer: str, *, local: bool) -> AuthorizationServer:
    """The authorization server that describes itself so. Raises SignInFailed."""
    if told.get("issuer") != issuer:
        raise SignInFailed("where one signs in calls itself by another name")
    if "S256" not in _texts(told, "code_challenge_methods_supported"):
        raise SignInFailed("where one signs in does not protect sign-ins (PKCE)")
    names = ("authorization_endpoint", "token_endpoint")
    authorize, token = (_address(told, each, local=local) for each in names)
    if not authorize or not token:
        raise SignInFailed("where one signs in does not say how")
    return AuthorizationServer(
        issuer,
        authorize,
        token,
        _address(told, "registration_endpoint", local=local),
        _address(told, "revocation_endpoint", local=local),
        _texts(told, "token_endpoint_auth_methods_supported"),
        told.get("authorization_response_iss_parameter_supported") is True,
    )


def _texts(told: Json, name: str) -> tuple[str, ...]:
    found = told.get(name)
    listed = found if isinstance(found, list) else []
    return tuple(each for each in listed if isinstance(each, str))


def _address(told: Json, name: str, *, local: bool) -> str:
    found = told.get(name)
    if found is None:
        return ""
    if not isinstance(found, str) or trouble_with(found, local=local):
        raise SignInFailed("where one signs in names an address that is not allowed")
    if len(found) > MOST_OF_AN_ADDRESS:
        raise SignInFailed("where one signs in names an address that is too long")
    return found


def method_for(server: AuthorizationServer, *, secret: bool) -> str:
    """How a client proves who it is: by a secret, where it has one."""
    if not secret:
        return "none"
    known = [each for each in METHODS if each in server.methods and each != "none"]
    return known[0] if known else "client_secret_basic"


def wished_method(server: AuthorizationServer) -> str:
    """How we would like to prove who we are where we register ourselves."""
    known = [each for each in METHODS if each in server.methods]
    return known[0] if known else "client_secret_basic"


def challenge(verifier: str) -> str:
    """What a verifier is recognised by (S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def opening_of(enrolment: Enrolment, redirect: str, state: str, verifier: str) -> str:
    """The address at which a person signs in."""
    parts = urlsplit(enrolment.server.authorize)
    ours = {
        "response_type": "code",
        "client_id": enrolment.client.id,
        "redirect_uri": redirect,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
        "resource": enrolment.resource,
        **({"scope": enrolment.scope} if enrolment.scope else {}),
    }
    theirs = [pair for pair in parse_qsl(parts.query) if pair[0] not in ours]
    query = urlencode([*theirs, *ours.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def code_in(answer: Mapping[str, str], enrolment: Enrolment) -> str:
    """The code of a callback. Raises SignInFailed."""
    issuer = answer.get("iss", "")
    if (issuer or enrolment.server.names_itself) and issuer != enrolment.server.issuer:
        raise SignInFailed("the answer came from somewhere else")
    if answer.get("error") == "access_denied":
        raise SignInFailed("it was not allowed there")
    code = answer.get("code", "")
    if answer.get("error") or not code:
        raise SignInFailed("it was not finished there")
    return code

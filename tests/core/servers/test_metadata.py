"""What servers say about signing in to them is checked before it is used."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from bot.core.errors import SignInFailed
from bot.core.servers.connections import (
    AuthorizationServer,
    Enrolment,
    RegisteredClient,
)
from bot.core.servers.metadata import (
    challenge,
    challenged,
    code_in,
    method_for,
    opening_of,
    places_of_issuer,
    places_of_resource,
    resource_in,
    scope_in,
    server_in,
)

ISSUER = "https://sign.example/bank"
TOLD: dict[str, Any] = {
    "issuer": ISSUER,
    "authorization_endpoint": "https://sign.example/authorize?theme=dark&state=theirs",
    "token_endpoint": "https://sign.example/token",
    "code_challenge_methods_supported": ["plain", "S256"],
}
WELL = "https://mcp.example/.well-known/oauth-protected-resource"


def test_a_refusal_may_name_what_describes_the_server() -> None:
    header = 'Bearer error="x", resource_metadata="https://a.example/m", scope=read'
    assert challenged(header, "resource_metadata") == "https://a.example/m"
    assert challenged(header, "scope") == "read"
    assert challenged(header, "realm") == ""


def test_descriptions_are_looked_for_where_they_may_be() -> None:
    assert places_of_resource("https://mcp.example/a/mcp", "https://n.example") == (
        "https://n.example",
        f"{WELL}/a/mcp",
        WELL,
    )
    assert places_of_resource("https://mcp.example/", "") == (WELL,)
    assert places_of_issuer(ISSUER) == (
        "https://sign.example/.well-known/oauth-authorization-server/bank",
        "https://sign.example/.well-known/openid-configuration/bank",
        "https://sign.example/bank/.well-known/openid-configuration",
    )


@pytest.mark.parametrize(
    ("resource", "covers"),
    [
        ("https://mcp.example/mcp", True),
        ("https://mcp.example", True),
        ("https://mcp.example/mc", False),
        ("https://mcp.example/mcp/more", False),
        ("https://other.example/mcp", False),
        ("http://mcp.example/mcp", False),
        (None, False),
    ],
)
def test_a_description_is_of_the_server_itself(resource: object, covers: bool) -> None:
    told = {"resource": resource, "authorization_servers": [ISSUER]}
    if covers:
        assert resource_in(told, "https://mcp.example/mcp") == (resource, ISSUER)
    else:
        with pytest.raises(SignInFailed, match="another address"):
            resource_in(told, "https://mcp.example/mcp")


@pytest.mark.parametrize("issuers", [None, [], [7], "https://sign.example"])
def test_somebody_has_to_sign_people_in(issuers: object) -> None:
    told = {"resource": "https://mcp.example", "authorization_servers": issuers}
    with pytest.raises(SignInFailed):
        resource_in(told, "https://mcp.example/mcp")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"issuer": "https://sign.example/bank/"}, "calls itself by another name"),
        ({"issuer": None}, "calls itself by another name"),
        ({"code_challenge_methods_supported": ["plain"]}, "PKCE"),
        ({"code_challenge_methods_supported": None}, "PKCE"),
        ({"token_endpoint": None}, "does not say how"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "is not allowed"),
        ({"authorization_endpoint": "data:text/html,x"}, "is not allowed"),
        ({"authorization_endpoint": "http://sign.example/a"}, "is not allowed"),
        ({"token_endpoint": "https://169.254.169.254/"}, "is not allowed"),
        ({"registration_endpoint": "https://localhost/r"}, "is not allowed"),
        ({"revocation_endpoint": 7}, "is not allowed"),
        ({"token_endpoint": "https://a.example/" + "x" * 2_000}, "too long"),
    ],
)
def test_a_wrong_description_is_refused(more: dict[str, Any], told: str) -> None:
    with pytest.raises(SignInFailed, match=told):
        server_in(TOLD | more, ISSUER, local=False)


@pytest.mark.parametrize(
    ("named", "listed", "server", "scope"),
    [
        ("read", ["all"], [], "read"),
        ("", ["read", "pay"], [], "read pay"),
        ("", None, ["read", "offline_access"], ""),
        ("read", None, ["offline_access"], "read offline_access"),
        ("", ["read", 7], None, "read"),
        ("", ['a"b'], [], ""),
        ("", ["x" * 2_000], [], ""),
    ],
)
def test_the_scope_is_what_the_server_asks_for(
    named: str, listed: object, server: object, scope: str
) -> None:
    told, there = {"scopes_supported": listed}, {"scopes_supported": server}
    assert scope_in(told, named, there) == scope


@pytest.mark.parametrize(
    ("methods", "secret", "method"),
    [
        ((), True, "client_secret_basic"),
        (("client_secret_basic",), True, "client_secret_basic"),
        (("client_secret_basic", "client_secret_post"), True, "client_secret_post"),
        (("client_secret_post",), False, "none"),
    ],
)
def test_a_client_proves_who_it_is_as_the_server_wants(
    methods: tuple[str, ...], secret: bool, method: str
) -> None:
    server = AuthorizationServer(ISSUER, "a", "t", methods=methods)
    assert method_for(server, secret=secret) == method


def enrolment(**more: Any) -> Enrolment:
    server = server_in(TOLD | more, ISSUER, local=False)
    return Enrolment(server, RegisteredClient("us&them"), "https://mcp.example", "read")


def test_the_address_to_sign_in_at_is_ours_where_it_matters() -> None:
    url = opening_of(enrolment(), "https://us.example/back", "state", "verifier")
    found = parse_qsl(urlsplit(url).query)
    assert ("theme", "dark") in found
    assert [value for name, value in found if name == "state"] == ["state"]
    assert dict(found)["client_id"] == "us&them"
    assert dict(found)["code_challenge"] == challenge("verifier")
    assert "verifier" not in url


def test_a_challenge_is_that_of_the_standard() -> None:
    """The example of RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    "answer",
    [
        {"code": "c", "iss": "https://other.example"},
        {"error": "access_denied"},
        {"code": "c", "error": "server_error"},
        {},
    ],
)
def test_an_answer_without_a_code_from_there_fails(answer: dict[str, str]) -> None:
    with pytest.raises(SignInFailed):
        code_in(answer, enrolment())


def test_a_server_that_names_itself_has_to() -> None:
    naming = enrolment(authorization_response_iss_parameter_supported=True)
    with pytest.raises(SignInFailed, match="somewhere else"):
        code_in({"code": "c"}, naming)
    assert code_in({"code": "c", "iss": ISSUER}, naming) == "c"
    assert code_in({"code": "c"}, enrolment()) == "c"

"""The whole back-end, as it is deployed, through Microsoft's runtime: the replies of `make run`.

The package is unpacked where nothing else of this repository is, and served by a Python that has
what its requirements.txt names and nothing else.
"""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from deploy.package import write_zip
from deploy.packages import FUNCTIONS
from shared.oneroster import SERVICE_CALLS
from tests.local.comparing import Call, reply
from tests.local.serving import runtime
from tests.stack import PRIMARY, Stack, without_login

TOKEN = "<token>"
PUBLIC = (
    ("X-Public-Base", "http://public.example/base"),
    ("X-Request-Id", "comparing"),
)


def get(target: str, authorization: str = f"Bearer {TOKEN}", method: str = "GET") -> Call:
    sent = (("Authorization", authorization),) if authorization else ()
    return Call(method, f"/api/v1p1{target}", headers=PUBLIC + sent)


def token_call(authorization: str = "", body: bytes | None = None) -> Call:
    sent = (("Authorization", authorization),) if authorization else ()
    form = (("Content-Type", "application/x-www-form-urlencoded"),)
    return Call("POST", "/api/token", body, PUBLIC + sent + form)


ODD = ("'", "é 😀", "a/b", "a%2Fb", "?limit=1", "..", "x" * 2000, "1;drop table users")
CALLS = [
    *(get(call.path.replace("{", "").replace("}", "") + "?limit=3") for call in SERVICE_CALLS),
    get(f"/orgs/{PRIMARY}"),
    get("/users?limit=2&offset=5"),
    get("/users?limit=0"),
    get("/users?limit=-1"),
    get("/users?limit=x&offset=y"),
    get("/users?limit=2&limit=3"),
    get("/users?filter=status%3D%27tobedeleted%27&limit=5"),
    get("/users?filter=nonsense"),
    get("/users?sort=familyName&orderBy=desc&fields=sourcedId,familyName&limit=3"),
    get("/users?after=nonsense"),
    get("/users?limit=3", method="HEAD"),
    get("/users?limit=3", method="DELETE"),
    get("/users", authorization=""),
    get("/users", authorization="Basic abc"),
    get("/users", authorization="Bearer abc.def.ghi"),
    get("/unknown"),
    *(get(f"/users/{quote(one, safe='')}") for one in ODD),
    *(get(f"/users?limit=1&filter={quote(one, safe='')}") for one in ODD),
    token_call(),
    token_call("Basic " + base64.b64encode(b"nobody:nothing").decode()),
    token_call("Basic ***"),
    token_call(body=b"grant_type=client_credentials&client_id=a&client_secret=%FF"),
    token_call(body=b"\xff\x00"),
]


@pytest.fixture(scope="module")
def real_app(
    stack: Stack, app_login: str, runtime_python: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of the unpacked package in Microsoft's runtime, over the stack's database."""
    environ = {
        "SQL_CONNECTION_STRING": f"{without_login(stack.database)};{app_login}",
        "XPORTER_TOKEN_KEYS": str(stack.key_file),
    }
    folder = tmp_path_factory.mktemp("real-app")
    with zipfile.ZipFile(write_zip(FUNCTIONS, folder)) as packed:
        packed.extractall(folder / "wwwroot")
    with runtime(runtime_python, folder / "wwwroot", folder / "log", environ) as url:
        yield url


@pytest.fixture(scope="module")
def token(stack: Stack) -> str:
    return stack.trust.token()


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_the_back_end_answers_alike_in_both(
    stack: Stack, real_app: str, token: str, call: Call
) -> None:
    headers = tuple((name, value.replace(TOKEN, token)) for name, value in call.headers)
    asked = call._replace(headers=headers)
    stand_in = f"http://127.0.0.1:{stack.ports.functions}"
    assert reply(stand_in, asked) == reply(real_app, asked)


def test_a_token_of_the_one_is_good_in_the_other(stack: Stack, real_app: str) -> None:
    client = (stack.trust.client_id, stack.trust.client_secret)
    made = requests.post(f"{real_app}/api/token", auth=client, timeout=30)
    assert (made.status_code, made.json()["token_type"]) == (200, "Bearer")
    headers = dict(get("", f"Bearer {made.json()['access_token']}").headers)
    url = f"http://127.0.0.1:{stack.ports.functions}/api/v1p1/orgs?limit=1"
    read = requests.get(url, headers=headers, timeout=30)
    assert list(read.json()) == ["orgs"], read.text

"""The templates: what they promise about who reaches what, and how they fit the rest."""

from __future__ import annotations

import json
import os
import re
from dataclasses import MISSING, fields

import pytest
import yaml

from deploy.packages import PACKAGES, ROOT
from functions.settings import FunctionsSettings
from shared.variables import VARIABLES
from web.settings import WebSettings

INFRA = ROOT / "infra"
BICEP = {path.stem: path.read_text("utf-8") for path in INFRA.glob("*.bicep")}
PARAMETERS = json.loads((INFRA / "main.parameters.json").read_text("utf-8"))["parameters"]
AZURE = yaml.safe_load((ROOT / "azure.yaml").read_text("utf-8"))
# Built-in roles of Azure, by the names that their descriptions have.
ROLES = {
    "blobDataOwner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    "metricsPublisher": "3913510d-42f4-4e42-8a64-420c390055eb",
    "secretsUser": "4633458b-17de-408a-b874-0445c86b69e6",
    "secretsOfficer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
}


def declared(module: str) -> dict[str, str]:
    """A module's parameters with their defaults, "" for none."""
    found = re.findall(r"^param (\w+) \w+(?: = (.*))?$", BICEP[module], re.MULTILINE)
    return {name: default.strip("'") for name, default in found}


def settings_of(module: str) -> set[str]:
    """The names of the app settings of a site."""
    text = BICEP[module]
    start = text.index(
        "    properties: {\n      AzureWebJobs" if module == "functions" else "var settings = {"
    )
    block = text[start : text.index("}\n", text.index("XPORTER_", start))]
    return set(re.findall(r"^ +(\w+):", block, re.MULTILINE)) - {"properties"}


def required(kind: type) -> set[str]:
    return {one.metadata["variable"] for one in fields(kind) if one.default is MISSING}


def test_every_parameter_can_be_set_through_azd() -> None:
    assert set(PARAMETERS) == set(declared("main"))


def test_azd_gives_the_defaults_that_the_template_has() -> None:
    given = {
        name: re.fullmatch(r"\$\{[A-Z_]+=(.*)\}", one["value"]) for name, one in PARAMETERS.items()
    }
    defaults = {name: found[1] for name, found in given.items() if found}
    assert defaults == {name: value for name, value in declared("main").items() if name in defaults}
    assert {name for name, found in given.items() if not found} == {
        *("environmentName", "location", "principalId", "principalName"),
    }


def test_every_module_gets_all_of_its_parameters() -> None:
    for name, module, body in re.findall(
        r"^module (\w+) '(\w+)\.bicep'.*?\{(.*?)\n\}", BICEP["main"], re.DOTALL | re.MULTILINE
    ):
        _, _, params = body.partition("params:")
        given = set(re.findall(r"(?:[{,]|^) *(\w+):", params, re.MULTILINE))
        assert set(declared(module)) <= given, name


def test_every_setting_of_the_sites_is_one_that_we_know() -> None:
    ours = {one for one in settings_of("functions") | settings_of("web") if "XPORTER" in one}
    assert ours <= VARIABLES


def test_the_sites_have_all_settings_that_must_be_set() -> None:
    assert required(FunctionsSettings) <= settings_of("functions")
    assert required(WebSettings) | {"XPORTER_BACKEND_KEY", "XPORTER_PUBLIC_URL"} <= settings_of(
        "web"
    )


def test_keys_come_from_the_vault() -> None:
    assert "XPORTER_TOKEN_KEYS: '@Microsoft.KeyVault(SecretUri=" in BICEP["functions"]
    assert "XPORTER_BACKEND_KEY: '@Microsoft.KeyVault(SecretUri=" in BICEP["web"]
    assert "@secure()" not in "".join(BICEP.values())


def test_no_key_is_asked_of_a_host_before_it_has_a_package() -> None:
    assert not re.search(r"listKeys|functionKeys", "".join(BICEP.values()))
    assert AZURE["services"]["api"]["hooks"]["postdeploy"]["run"] == "infra/hooks/postdeploy.sh"


@pytest.mark.parametrize(
    "name",
    [
        *("ftpsState", "linuxFxVersion", "alwaysOn", "vnetRouteAllEnabled"),
        *("FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_"),
    ],
)
def test_flex_consumption_is_told_nothing_that_it_refuses(name: str) -> None:
    assert name not in BICEP["functions"]


@pytest.mark.parametrize("module", ["web", "webStaging"])
def test_all_that_the_web_tier_asks_goes_through_the_network(module: str) -> None:
    assert "outboundVnetRouting: { applicationTraffic: !empty(subnetId) }" in BICEP[module]


def test_what_the_servers_policy_audits_is_delivered_by_master() -> None:
    (scope,) = re.findall(r"name: 'audit'\s+scope: (\w+)", BICEP["database"])
    master = rf"resource {scope} '[^']+' existing = {{\s+parent: server\s+name: 'master'"
    assert re.search(master, BICEP["database"])


@pytest.mark.parametrize(("cores", "least"), [(1, 500), (4, 500), (6, 750), (8, 1000), (40, 5000)])
def test_a_serverless_database_has_the_least_capacity_that_azure_takes(
    cores: int, least: int
) -> None:
    (formula,) = re.findall(r"var leastThousandths = isServerless \? (.*) : 0", BICEP["database"])
    known = {
        "skuName": f"GP_S_Gen5_{cores}",
        "split": lambda text, by: text.split(by),
        "last": lambda items: items[-1],
    }
    assert eval(formula, {"max": max, "int": int, **known}) == least  # what it says in Python, too


@pytest.mark.parametrize("deployer", ["User", "ServicePrincipal"])
def test_whoever_azd_deploys_as_may_be_the_administrator(deployer: str) -> None:
    (allowed,) = re.findall(r"@allowed\(\[(.*)\]\)\nparam principalType", BICEP["main"])
    assert f"'{deployer}'" in allowed


def test_an_instance_takes_as_many_sessions_as_it_answers_requests_at_once() -> None:
    text = BICEP["functions"]
    assert "PYTHON_THREADPOOL_THREAD_COUNT: string(perInstanceConcurrency)" in text
    assert "triggers: { http: { perInstanceConcurrency: perInstanceConcurrency } }" in text


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("functions", "ipSecurityRestrictionsDefaultAction: 'Deny'"),
        ("functions", "ipSecurityRestrictions: isPrivate ? [] : callers"),
        ("functions", "httpsOnly: true"),
        ("functions", "runtime: { name: 'python', version: '3.13' }"),
        ("functions", "Authentication=ActiveDirectoryMsi;UID=${identityClientId}"),
        ("functions", "TrustServerCertificate=no"),
        ("web", "httpsOnly: true"),
        ("web", "healthCheckPath: '/healthz'"),
        ("web", "WEBSITES_CONTAINER_STOP_TIME_LIMIT: '120'"),
        ("web", "linuxFxVersion: 'PYTHON|3.13'"),
        ("database", "azureADOnlyAuthentication: true"),
        ("database", "isAzureMonitorTargetEnabled: true, retentionDays: 90"),
        ("database", "{ state: 'Enabled', emailAccountAdmins: true, retentionDays: 90 }"),
        ("storage", "allowSharedKeyAccess: false"),
        ("storage", "allowBlobPublicAccess: false"),
        ("secrets", "enableRbacAuthorization: true"),
        ("secrets", "enablePurgeProtection: true"),
        ("monitoring", "DisableLocalAuth: true"),
    ],
)  # fmt: skip
def test_what_the_security_of_the_whole_rests_on_is_there(module: str, line: str) -> None:
    assert line in BICEP[module]


def test_no_site_takes_a_password_to_be_deployed() -> None:
    for module in ("functions", "web", "webStaging"):
        policies = re.findall(
            r"'basicPublishingCredentialsPolicies' = \{\s+name: '(\w+)'"
            r"\s+properties: \{ allow: false \}",
            BICEP[module],
        )
        assert policies == ["ftp", "scm"]


def test_the_roles_are_those_that_their_names_say() -> None:
    found = dict(
        re.findall(
            r"^var (\w+) = '([0-9a-f]{8}-[0-9a-f-]{27})'", "\n".join(BICEP.values()), re.MULTILINE
        )
    )
    assert found == ROLES


def test_what_is_tried_in_the_staging_slot_is_configured_as_what_it_replaces() -> None:
    configured = [
        re.findall(r"    siteConfig: \{\n(.*?)\n    \}", BICEP[module], re.DOTALL)
        for module in ("web", "webStaging")
    ]
    assert len(configured[0]) == 1
    assert configured[0] == configured[1]


def test_every_exception_to_a_policy_has_a_reason() -> None:
    exceptions = re.findall(r"checkov:skip=(\w+):?(.*)", "\n".join(BICEP.values()))
    assert exceptions
    assert all(re.fullmatch(r"CKV_AZURE_\d+", one) and len(why) > 15 for one, why in exceptions)


def test_azd_deploys_the_folders_that_make_package_makes() -> None:
    services = AZURE["services"]
    folders = {one["dist"]: one["host"] for one in services.values()}
    assert folders == {"dist/functions": "function", "dist/web": "appservice"}
    for one in services.values():
        name = one["dist"].removeprefix("dist/")
        assert one["hooks"]["prepackage"]["run"] == f"python3 -m deploy.package {name}"
    assert {f"dist/{one.name}" for one in PACKAGES} == set(folders)


def test_azd_finds_the_sites_by_their_tags() -> None:
    tagged = re.findall(r"'azd-service-name': '(\w+)'", "\n".join(BICEP.values()))
    assert sorted(tagged) == sorted(AZURE["services"])


def test_the_hooks_can_be_run() -> None:
    called = [AZURE["hooks"], *(one["hooks"] for one in AZURE["services"].values())]
    runs = [hook["run"] for hooks in called for hook in hooks.values()]
    hooks = {ROOT / run for run in runs if run.endswith(".sh")}
    assert hooks == set((INFRA / "hooks").iterdir())
    assert all(os.access(hook, os.X_OK) for hook in hooks)


def test_the_guide_explains_every_parameter() -> None:
    text = (ROOT / "docs" / "azure.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert explained == set(declared("main"))

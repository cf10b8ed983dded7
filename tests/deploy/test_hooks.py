"""What happens after `azd provision`, with an `az` and a Python that note what they are asked."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.packages import ROOT
from shared.setting_values import function_key

AZ = """#!/bin/sh
echo "az $*" >>"$NOTES"
case "$*" in
    *"secret list"*) exit_code=${LIST_FAILS:-0}; printf '%s' "$FOUND"; exit "$exit_code" ;;
    *"secret set"*)
        while [ $# -gt 0 ]; do
            [ "$1" = --name ] && name=$2
            [ "$1" = --file ] && cp "$2" "$NOTES.sent-$name"
            shift
        done ;;
    *"secret show"*) echo "the body" ;;
    "rest "*)
        for word in "$@"; do
            case "$word" in @*) echo "given: $(cat "${word#@}")" >>"$NOTES" ;; esac
        done
        echo "${UNREAD:-0}"
        exit "${REST_FAILS:-0}" ;;
    *get-access-token*) echo the.token ;;
    *"account show"*) echo someone@example.org ;;
esac
"""
PYTHON = """#!/bin/sh
echo "python $* [$ADMIN_SQL_CONNECTION_STRING]" >>"$NOTES"
case "$*" in *"keys create"*) echo secret >"$5"; echo "$5" >"$NOTES.keys" ;; esac
"""
OTHERS = '#!/bin/sh\necho "$(basename "$0") $*" >>"$NOTES"\n'


@dataclass(frozen=True)
class Machine:
    """A machine with the hooks and programs that note; `notes` is what they were asked."""

    folder: Path

    @property
    def notes(self) -> Path:
        return self.folder / "notes"

    def sent(self, name: str) -> str:
        """What the vault has been given as a secret's value."""
        return Path(f"{self.notes}.sent-{name}").read_text()

    def run(self, hook: str, **environ: str) -> subprocess.CompletedProcess[str]:
        known = {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "NOTES": str(self.notes),
            "FOUND": "",
            "PAUSE": "0",
            "ADMIN_SQL_CONNECTION_STRING": "",
            "AZURE_KEY_VAULT_NAME": "kv-1",
            "SQL_SERVER": "sql-1.database.windows.net",
            "SQL_DATABASE": "xporter",
            "XPORTER_FUNCTIONS_IDENTITY": "id-functions-1",
            "XPORTER_FUNCTIONS_ID": "/sites/func-1",
            "XPORTER_SITES": "/sites/func-1 /sites/app-1",
        }
        path = self.folder / "infra" / "hooks" / hook
        return subprocess.run([path], env={**known, **environ}, capture_output=True, text=True)

    def asked(self, words: str) -> list[str]:
        lines = self.notes.read_text().splitlines() if self.notes.exists() else []
        return [line for line in lines if words in line]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    shutil.copytree(ROOT / "infra" / "hooks", tmp_path / "infra" / "hooks")
    programs = {
        "bin/az": AZ,
        "bin/azd": OTHERS,
        ".local/azure-venv/bin/python": PYTHON,
    }
    for name, text in programs.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
    return Machine(tmp_path)


def test_the_first_time_the_vault_gets_new_token_keys(machine: Machine) -> None:
    done = machine.run("postprovision.sh")
    assert done.returncode == 0, done.stderr
    assert len(machine.asked("secret set --vault-name kv-1 --name token-keys")) == 1
    assert machine.sent("token-keys") == "secret\n"


def test_the_first_time_the_vault_gets_a_function_key_that_the_web_tier_takes(
    machine: Machine,
) -> None:
    machine.run("postprovision.sh")
    key = machine.sent("function-key")
    assert function_key(key) == key
    machine.run("postprovision.sh")
    assert machine.sent("function-key") != key


def test_no_key_stays_on_the_machine(machine: Machine) -> None:
    machine.run("postprovision.sh")
    assert not Path(Path(f"{machine.notes}.keys").read_text().strip()).parent.exists()


def test_keys_that_are_in_the_vault_are_never_replaced(machine: Machine) -> None:
    done = machine.run("postprovision.sh", FOUND="function-key\ntoken-keys\n")
    assert done.returncode == 0, done.stderr
    assert machine.asked("keys create") == machine.asked("secret set") == []


def test_a_key_that_is_missing_is_made_beside_one_that_is_there(machine: Machine) -> None:
    machine.run("postprovision.sh", FOUND="token-keys-of-before\nfunction-key\n")
    (asked,) = machine.asked("secret set")
    assert "--name token-keys " in asked


def test_the_sites_are_told_that_there_are_secrets_now(machine: Machine) -> None:
    machine.run("postprovision.sh")
    told = machine.asked("az rest --method post")
    assert [line.split("--url ")[1].split("/config")[0] for line in told] == [
        *("/sites/func-1", "/sites/app-1"),
    ]
    kinds = [line.split()[1] for line in machine.asked("az ")]
    assert kinds.index("rest") > max(i for i, kind in enumerate(kinds) if kind == "keyvault")


@pytest.mark.parametrize("trouble", [{"REST_FAILS": "1"}, {"UNREAD": "1"}])
def test_sites_that_do_not_read_them_do_not_keep_the_database_from_being_set_up(
    machine: Machine, trouble: dict[str, str]
) -> None:
    done = machine.run("postprovision.sh", **trouble)
    assert done.returncode == 0
    assert "/sites/app-1 has not read its secrets" in done.stderr
    assert len(machine.asked("az rest")) == 16
    assert machine.asked("database apply")


def test_the_back_ends_host_takes_the_vaults_key_once_it_has_a_package(machine: Machine) -> None:
    done = machine.run("postdeploy.sh")
    assert done.returncode == 0, done.stderr
    (asked,) = machine.asked("az rest --method put")
    assert "--url /sites/func-1/host/default/functionKeys/web?api-version=" in asked
    assert machine.asked("given: ") == ["given: the body"]


def test_a_host_that_does_not_take_its_key_fails_the_deployment(machine: Machine) -> None:
    done = machine.run("postdeploy.sh", REST_FAILS="1")
    assert done.returncode == 1
    assert "The back-end has not taken its key." in done.stderr
    assert len(machine.asked("az rest")) == 20


def test_a_vault_that_cannot_be_read_does_not_pass_for_one_without_keys(machine: Machine) -> None:
    done = machine.run("postprovision.sh", LIST_FAILS="1")
    assert done.returncode == 1
    assert "The secrets of kv-1 cannot be read." in done.stderr
    assert machine.asked("keys create") == machine.asked("secret set") == []
    assert machine.asked("database apply") == []
    assert len(machine.asked("secret list")) == 20


def test_the_database_is_set_up_by_whoever_is_signed_in_and_for_the_back_ends_identity(
    machine: Machine,
) -> None:
    machine.run("postprovision.sh")
    (asked,) = machine.asked("database apply")
    assert "-m admin database apply --grant-to id-functions-1 [" in asked
    assert "SERVER=tcp:sql-1.database.windows.net,1433;DATABASE=xporter;Encrypt=yes" in asked
    assert asked.endswith(";AccessToken=the.token]")


def test_the_administrators_name_is_looked_up_once(machine: Machine) -> None:
    machine.run("preprovision.sh")
    assert machine.asked("azd env set AZURE_PRINCIPAL_NAME someone@example.org")
    machine.notes.unlink()
    machine.run("preprovision.sh", AZURE_PRINCIPAL_NAME="a-group")
    assert machine.asked("") == []


def test_a_virtual_network_gets_the_provider_that_its_subnet_is_delegated_to(
    machine: Machine,
) -> None:
    machine.run("preprovision.sh", VNET_ENABLED="false")
    assert not machine.asked("provider register")
    machine.run("preprovision.sh", VNET_ENABLED="true", AZURE_SUBSCRIPTION_ID="sub-1")
    (asked,) = machine.asked("provider register")
    assert asked == "az provider register --namespace Microsoft.App --wait --subscription sub-1"

"""What the READMEs say is so: every command, setting and path they name is there, and none is left out."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("inclusion", "cms", "sms", "reports")
README = (ROOT / "README.md").read_text()
CONTRACT_COMMANDS = {
    "demo", "work", "import_wards", "import_postcodes", "import_population", "import_deprivation", "import_rates",
    "import_framework", "import_learners",
}  # fmt: skip


def test_the_readme_can_be_read_in_one_sitting():
    assert len(README.splitlines()) <= 150


def test_every_setting_from_the_environment_is_explained():
    settings = (ROOT / "inclusion/settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings))
    assert {name for name in read if f"`{name}`" not in README} == set()


def test_every_example_setting_is_one_that_is_read():
    settings = (ROOT / "inclusion/settings.py").read_text()
    offered = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert {name for name in offered if f'"{name}"' not in settings} == set()


def test_every_command_the_readme_gives_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README)) | CONTRACT_COMMANDS
    ours = {
        path.stem
        for package in PACKAGES
        for path in (ROOT / package / "management/commands").glob("[a-z]*.py")
    }
    assert named - ours - {"migrate", "createcachetable", "check", "collectstatic"} == set()


def test_every_make_target_the_readme_gives_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)\b(?=[`\n])", README)) <= targets


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_what_it_is_for_and_what_was_decided(package):
    text = (ROOT / package / "README.md").read_text()
    assert re.search(r"^## Decisions$", text, re.MULTILINE)
    assert re.search(r"\*\*20\d\d-\d\d-\d\d\.", text)
    assert len(text.splitlines()) <= 150


@pytest.mark.parametrize(
    "readme", [ROOT / "README.md", *(ROOT / package / "README.md" for package in PACKAGES)]
)
def test_every_link_in_a_readme_leads_somewhere(readme):
    links = re.findall(r"\]\(([^)#h][^)]*)\)", readme.read_text())
    assert [link for link in links if not (readme.parent / link).exists()] == []

"""Files and functions stay short enough to read in one sitting."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PACKAGES = ("inclusion", "cms", "sms", "reports")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TYPICAL_FUNCTION = 300, 40, 10
LONGEST_TEMPLATE = 120


def source_files():
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def functions():
    for path in source_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_no_file_is_too_long():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in source_files()
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long():
    assert {name: lines for name, lines in functions() if lines > LONGEST_FUNCTION} == {}


def test_most_functions_are_under_ten_lines():
    assert median(lines for _, lines in functions()) < LONGEST_TYPICAL_FUNCTION


def test_no_template_is_too_long():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for package in PACKAGES
        for path in (ROOT / package).rglob("templates/**/*.html")
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_TEMPLATE} == {}

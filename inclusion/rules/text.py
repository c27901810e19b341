"""Words from bytes: UTF-8, or a sentence that says which row is not."""

from inclusion.rules.files import BadFile


def decoded(data: bytes) -> str:
    """The file's words. Raises BadFile with the row of the first byte that is not UTF-8."""
    if not data.strip():
        raise BadFile("it is empty", "download or save it again")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadFile(
            "it is not UTF-8 text",
            'save it again and choose "CSV UTF-8" or UTF-8',
            data.count(b"\n", 0, problem.start) + 1,
        ) from problem

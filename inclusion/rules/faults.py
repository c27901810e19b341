"""What may be written down of an error: its kind and its place. Its own words may hold somebody's number or name."""


def in_short(problem: BaseException) -> str:
    """What kind of error, at which file and line, without any values: "KeyError at /srv/sms/receive.py:12"."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(problem).__name__} at {place}"

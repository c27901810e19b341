"""Why a file from outside can't be used, said the same way everywhere."""


class BadFile(ValueError):
    """What is wrong, in which row, and what to do about it. Whoever opened the file adds its name.

    Rows count from 1 as people see them in a spreadsheet: in a table the headings are row 1.
    """

    def __init__(self, problem: str, remedy: str, row: int | None = None) -> None:
        self.problem, self.remedy, self.row = problem, remedy, row
        super().__init__(self.sentence("this file"))

    def sentence(self, file: str) -> str:
        """One sentence: wards.geojson, row 3: E05011436 is there twice; take one out and try again."""
        where = file if self.row is None else f"{file}, row {self.row}"
        return f"{where}: {self.problem}; {self.remedy}."

"""A person on a register: an adult we help, or a child in a club. Two columns, never mixed up."""

from inclusion.models.cohorts import Enrolment
from inclusion.models.learners import Learner

Person = Learner | Enrolment


def column_of(person: Person) -> dict[str, Person]:
    """The column a person is kept in, ready for a filter or a new row."""
    return {"learner": person} if isinstance(person, Learner) else {"enrolment": person}

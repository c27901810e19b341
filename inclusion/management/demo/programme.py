"""Two years of a made-up programme in one council: the core's part of the demo.

Rows go in by the thousand with `bulk_create`, past the actions, because 30,000 calls would take minutes. It is the
one place that does, and each module here writes what the action it stands for would have written.
"""

from inclusion.management.demo import clubs, registers, timetable, trail
from inclusion.management.demo.centres import open_centres
from inclusion.management.demo.helpers import invite_everyone
from inclusion.management.demo.jean import nearly_there
from inclusion.management.demo.learners import welcome
from inclusion.management.demo.world import World

CLUB_CENTRES = (1, 2)
# The class that Jean comes to: the first volunteer's own, at ten.
JEANS_CLASS = 1


def dress(world: World) -> None:
    """Organisations, centres, helpers, learners, sessions with registers, places ahead, and two Code Clubs."""
    world.say("centres and helpers")
    organisations, centres = open_centres(world)
    helpers = invite_everyone(world, organisations)
    series = timetable.plan(world, centres, helpers)
    world.say("learners")
    newcomers = welcome(world, series)
    world.say("two years of registers")
    register = registers.fill(world, newcomers)
    registers.write_up(world, series)
    afternoons = clubs.run_clubs(
        world, [centres[n] for n in CLUB_CENTRES], helpers[organisations[0]], register
    )
    meetings = [*(meeting for each in series for meeting in each.meetings), *afternoons]
    world.say("keeping it all")
    timetable.store(meetings)
    register.store()
    trail.leave(newcomers, meetings, register)
    nearly_there(world, series[JEANS_CLASS], helpers[organisations[0]][0])

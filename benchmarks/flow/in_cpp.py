"""The peer in C++: its figures are written as a header, it is compiled for this machine, and run."""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flow import figures
from flow.counted import OF_DEPARTMENT, OF_POOLS, Counted

NAME = "C++17, std::priority_queue"
SOURCE = Path(__file__).with_name("peers.cpp")
COMPILERS = ("g++", "clang++", "c++")
OPTIONS = ("-O3", "-march=native", "-std=c++17", "-Wall", "-Wextra")


@dataclass(frozen=True, slots=True)
class Peer:
    """The compiled program."""

    program: Path

    def queue(self, servers: int, *, minutes: float, seed: int) -> Counted:
        """M/M/c."""
        return self._run("queue", servers, minutes, seed, names=("wait", "waiting"))[0]

    def department(self, *, days: float, replications: int, seed: int) -> list[Counted]:
        """The emergency department, several times in one process, each timed by itself."""
        return self._run("department", days, replications, seed, names=(*OF_DEPARTMENT, *OF_POOLS))

    def _run(self, *words: str | float, names: tuple[str, ...]) -> list[Counted]:
        asked = [str(self.program), *map(str, words)]
        found = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()
        return [self._counted(line, names) for line in found]

    @staticmethod
    def _counted(line: str, names: tuple[str, ...]) -> Counted:
        seconds, arrived, _, *seen = map(float, line.split())
        return Counted(seconds, int(arrived), dict(zip(names, seen, strict=True)))


def compiled_peer(folder: Path) -> Peer | None:
    """The program, made in a folder; None where there is no compiler. Raises CalledProcessError for a faulty source."""
    compiler = next((found for name in COMPILERS if (found := shutil.which(name))), None)
    if compiler is None:
        return None
    (folder / "figures.hpp").write_text(_header(), encoding="utf-8")
    program = folder / "peers"
    subprocess.run([compiler, *OPTIONS, f"-I{folder}", str(SOURCE), "-o", str(program)], check=True)
    return Peer(program)


def _header() -> str:
    """The figures as constants of C++."""
    up_to = [sum(figures.MIX[: place + 1]) for place in range(len(figures.MIX))]
    treatment = ", ".join(_braced(one) for one in figures.TREATMENT)
    return f"""#pragma once
namespace figures {{
constexpr double kServiceMinutes = {figures.SERVICE_MINUTES!r}, kUtilisation = {figures.UTILISATION!r};
constexpr int kAcuities = {len(figures.MIX)}, kNurses = {figures.NURSES}, kCubicles = {figures.CUBICLES};
constexpr int kBeds = {figures.BEDS}, kHours = {len(figures.patients_an_hour())};
constexpr double kUpTo[kAcuities] = {_braced(up_to)};
constexpr double kTriage[2] = {_braced(figures.TRIAGE)};
constexpr double kTreatment[kAcuities][2] = {{{treatment}}};
constexpr double kStay[2] = {_braced(figures.STAY)};
constexpr double kAdmitted = {figures.ADMITTED!r}, kWithin = {figures.WITHIN!r};
constexpr double kPatientsAMinute[kHours] = {_braced(one / 60.0 for one in figures.patients_an_hour())};
}}
"""


def _braced(numbers: Iterable[float]) -> str:
    return "{" + ", ".join(repr(float(one)) for one in numbers) + "}"

"""The models in Everyweek's language, and their runs."""

from time import process_time

from flow import figures
from flow.counted import OF_DEPARTMENT, OF_POOLS, Counted

from everyweek.flow.compiling.compile import Compiled, compiled
from everyweek.flow.conditions import Chance
from everyweek.flow.distributions import Exponential, Gamma, Lognormal
from everyweek.flow.emitting.sources import Always, At, PerClass, PerOutcome
from everyweek.flow.model import Emits, Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes as in_minutes
from everyweek.flow.quantities import per_hour
from everyweek.flow.running import replicate
from everyweek.flow.steps import Branch, Delay, Leave, Mark, Pathway, Release, Seize, Way
from everyweek.flow.streams import Poisson, Stream

NAME = "Everyweek"


def run_queue(model: Compiled, *, minutes: float, seed: int, replication: int) -> Counted:
    """A run of M/M/c, and the seconds that it took."""
    began = process_time()
    found = replicate(model, minutes=minutes, seed=seed, replication=replication, keeps_rows=False)
    return Counted(process_time() - began, found.arrived, {"wait": float(found.mean_wait[0])})


def run_department(model: Compiled, *, minutes: float, seed: int, replication: int) -> Counted:
    """A run of the department, and the seconds that it took."""
    began = process_time()
    found = replicate(model, minutes=minutes, seed=seed, replication=replication, keeps_rows=False)
    seconds = process_time() - began

    triage, in_department, for_bed = found.tallies
    numbers, sums = for_bed.sum(axis=0)[:2]
    within = found.bins[1, :, 0].sum() / in_department[:, 0].sum()
    seen = (*(triage[:, 1] / triage[:, 0]), within, sums / numbers if numbers else 0.0)
    of_pools = (*found.mean_waiting, *found.mean_in_use)
    return Counted(
        seconds, found.arrived, dict(zip((*OF_DEPARTMENT, *OF_POOLS), map(float, (*seen, *of_pools)), strict=True))
    )


def textbook_queue(servers: int) -> Compiled:
    """M/M/c at the utilisation of `figures`."""
    rate = figures.UTILISATION * servers / figures.SERVICE_MINUTES
    service = Delay(Exponential(in_minutes(figures.SERVICE_MINUTES)), name="service")
    pathway = Pathway("service", (Seize(("servers",)), service, Release("servers"), Leave()))
    stream = Stream("customers", Poisson(per_hour(60 * rate)), "service")
    return compiled(Model(f"M/M/{servers}", (Pool("servers", servers),), (stream,), (pathway,)))


def department() -> Model:
    """Triage, a cubicle, and for some of them a bed, until which they stay in the cubicle."""
    first = {acuity: place for place, acuity in enumerate(figures.ACUITIES)}
    treatment = {
        acuity: Lognormal(in_minutes(mean), in_minutes(deviation))
        for acuity, (mean, deviation) in zip(figures.ACUITIES, figures.TREATMENT, strict=True)
    }
    admitted = (
        Mark("bed asked for"),
        Seize(("beds",)),
        Mark("admitted"),
        Mark("departed"),
        Release("cubicles"),
        Delay(Lognormal(*map(in_minutes, figures.STAY)), name="stay"),
        Release("beds"),
        Leave("admitted"),
    )
    home = (Mark("departed"), Release("cubicles"), Leave("home"))
    steps = (
        Seize(("nurses",), priority=first),
        Mark("assessed"),
        Delay(Gamma(*map(in_minutes, figures.TRIAGE)), name="triage"),
        Release("nurses"),
        Seize(("cubicles",), priority=first),
        Mark("seen"),
        Delay(treatment, name="treatment"),
        Branch((Way(Chance(figures.ADMITTED), admitted),), otherwise=home),
    )
    rates = tuple(map(per_hour, figures.patients_an_hour()))
    mix = dict(zip(figures.ACUITIES, figures.MIX, strict=True))
    return Model(
        "A year of an emergency department",
        (Pool("nurses", figures.NURSES), Pool("cubicles", figures.CUBICLES), Pool("beds", figures.BEDS)),
        (Stream("arrivals", Poisson(rates), "department", mix),),
        (Pathway("department", steps),),
        figures.ACUITIES,
        emits=_emitted(),
        intervals=(
            Interval("wait for triage", "arrival", "assessed"),
            Interval("time in the department", "arrival", "departed", (figures.WITHIN,)),
            Interval("wait for a bed", "bed asked for", "departed"),
        ),
    )


def _emitted() -> tuple[Emits, ...]:
    """Attendances, and the stays of who was admitted."""
    attendance = {
        "department_type": Always("type 1"),
        "acuity": PerClass({acuity: place + 1 for place, acuity in enumerate(figures.ACUITIES)}),
        "arrived_at": At("arrival"),
        "assessed_at": At("assessed"),
        "seen_at": At("seen"),
        "decision_to_admit_at": At("bed asked for"),
        "departed_at": At("departed"),
        "disposal": PerOutcome({"admitted": "admitted", "home": "discharged"}),
    }
    stay = {"admitted_at": At("admitted"), "ward": Always("beds"), "discharged_at": At("departure")}
    return (Emits("attendance", columns=attendance), Emits("stay", since="admitted", columns=stay))

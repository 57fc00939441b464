"""The models in salabim: a component for each patient, by yields, which is its faster way; without monitors."""

from random import Random
from time import process_time

import salabim
from flow import figures
from flow.counted import Counted, Waits, acuity_of, arrivals, gamma, lognormal

NAME = f"salabim {salabim.__version__}"
salabim.yieldless(False)


def textbook_queue(servers: int, *, minutes: float, seed: int) -> Counted:
    """M/M/c."""
    began = process_time()
    exponential = Random(seed).expovariate
    environment = salabim.Environment(trace=False, random_seed="")
    resource = salabim.Resource("servers", capacity=servers, monitor=False)
    rate, service = figures.UTILISATION * servers / figures.SERVICE_MINUTES, 1 / figures.SERVICE_MINUTES
    arrived, waits = 0, []

    class Customer(salabim.Component):
        def process(self):
            came = environment.now()
            yield self.request(resource)
            waits.append(environment.now() - came)
            yield self.hold(exponential(service))
            self.release(resource)

    class Source(salabim.Component):
        def process(self):
            nonlocal arrived
            while True:
                yield self.hold(exponential(rate))
                arrived += 1
                Customer()

    Source()
    environment.run(till=minutes)
    return Counted(process_time() - began, arrived, {"wait": sum(waits) / len(waits)})


def department(*, minutes: float, seed: int) -> Counted:
    """The emergency department."""
    began = process_time()
    luck, waits, arrived = Random(seed), Waits(), 0
    environment = salabim.Environment(trace=False, random_seed="")
    nurses = salabim.Resource("nurses", capacity=figures.NURSES, monitor=False)
    cubicles = salabim.Resource("cubicles", capacity=figures.CUBICLES, monitor=False)
    beds = salabim.Resource("beds", capacity=figures.BEDS, monitor=False)
    triage, stay = gamma(luck, *figures.TRIAGE), lognormal(luck, *figures.STAY)
    treatment = [lognormal(luck, *one) for one in figures.TREATMENT]

    class Patient(salabim.Component):
        def process(self):
            came, acuity = environment.now(), acuity_of(luck)
            yield self.request((nurses, 1, acuity))
            for_triage = environment.now() - came
            yield self.hold(triage())
            self.release(nurses)
            yield self.request((cubicles, 1, acuity))
            yield self.hold(treatment[acuity]())
            if luck.random() >= figures.ADMITTED:
                self.release(cubicles)
                waits.leaves(acuity, for_triage, environment.now() - came)
                return
            asked = environment.now()
            yield self.request(beds)
            departed = environment.now()
            self.release(cubicles)
            yield self.hold(stay())
            self.release(beds)
            waits.leaves(acuity, for_triage, departed - came, departed - asked)

    class Source(salabim.Component):
        def process(self):
            nonlocal arrived
            for time in arrivals(luck, minutes):
                yield self.hold(time - environment.now())
                arrived += 1
                Patient()

    Source()
    environment.run(till=minutes)
    return Counted(process_time() - began, arrived, waits.means())

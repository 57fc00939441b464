"""The models in SimPy: a process for each patient."""

from random import Random
from time import process_time

import simpy
from flow import figures
from flow.counted import Counted, Waits, acuity_of, arrivals, gamma, lognormal

NAME = f"SimPy {simpy.__version__}"


def textbook_queue(servers: int, *, minutes: float, seed: int) -> Counted:
    """M/M/c."""
    began = process_time()
    exponential = Random(seed).expovariate
    environment = simpy.Environment()
    resource = simpy.Resource(environment, servers)
    rate, service = figures.UTILISATION * servers / figures.SERVICE_MINUTES, 1 / figures.SERVICE_MINUTES
    arrived, waits = 0, []

    def customer():
        came = environment.now
        with resource.request() as request:
            yield request
            waits.append(environment.now - came)
            yield environment.timeout(exponential(service))

    def source():
        nonlocal arrived
        while True:
            yield environment.timeout(exponential(rate))
            arrived += 1
            environment.process(customer())

    environment.process(source())
    environment.run(until=minutes)
    return Counted(process_time() - began, arrived, {"wait": sum(waits) / len(waits)})


def department(*, minutes: float, seed: int) -> Counted:
    """The emergency department."""
    began = process_time()
    luck, waits, arrived = Random(seed), Waits(), 0
    environment = simpy.Environment()
    nurses = simpy.PriorityResource(environment, figures.NURSES)
    cubicles = simpy.PriorityResource(environment, figures.CUBICLES)
    beds = simpy.Resource(environment, figures.BEDS)
    triage, stay = gamma(luck, *figures.TRIAGE), lognormal(luck, *figures.STAY)
    treatment = [lognormal(luck, *one) for one in figures.TREATMENT]

    def patient(acuity):
        came = environment.now
        with nurses.request(priority=acuity) as nurse:
            yield nurse
            for_triage = environment.now - came
            yield environment.timeout(triage())
        cubicle = cubicles.request(priority=acuity)
        yield cubicle
        yield environment.timeout(treatment[acuity]())
        if luck.random() >= figures.ADMITTED:
            cubicles.release(cubicle)
            waits.leaves(acuity, for_triage, environment.now - came)
            return
        asked = environment.now
        with beds.request() as bed:
            yield bed
            departed = environment.now
            cubicles.release(cubicle)
            yield environment.timeout(stay())
        waits.leaves(acuity, for_triage, departed - came, departed - asked)

    def source():
        nonlocal arrived
        for time in arrivals(luck, minutes):
            yield environment.timeout(time - environment.now)
            arrived += 1
            environment.process(patient(acuity_of(luck)))

    environment.process(source())
    environment.run(until=minutes)
    return Counted(process_time() - began, arrived, waits.means())

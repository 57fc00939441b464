"""The models in Ciw: nodes of a network. Beds have no room to wait, so that who needs one blocks a cubicle."""

from time import process_time

import ciw
from flow import figures
from flow.counted import Counted, Waits, mu_and_sigma, shape_and_scale

NAME = f"Ciw {ciw.__version__}"


def textbook_queue(servers: int, *, minutes: float, seed: int) -> Counted:
    """M/M/c. What comes out is counted from Ciw's records, outside the time that is measured."""
    began = process_time()
    ciw.seed(seed)
    rate, service = figures.UTILISATION * servers / figures.SERVICE_MINUTES, 1 / figures.SERVICE_MINUTES
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate)],
        service_distributions=[ciw.dists.Exponential(service)],
        number_of_servers=[servers],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(minutes)
    seconds = process_time() - began

    records = simulation.get_all_records()
    arrived = simulation.nodes[0].number_of_individuals
    return Counted(seconds, arrived, {"wait": sum(one.waiting_time for one in records) / len(records)})


def department(*, minutes: float, seed: int) -> Counted:
    """The emergency department."""
    began = process_time()
    ciw.seed(seed)
    rates = [one / 60.0 for one in figures.patients_an_hour()]
    ends = [60.0 * (hour + 1) for hour in range(len(rates))]
    triage, stay = ciw.dists.Gamma(*shape_and_scale(*figures.TRIAGE)), ciw.dists.Lognormal(*mu_and_sigma(*figures.STAY))
    arrivals, services = {}, {}
    for acuity, (share, treatment) in enumerate(zip(figures.MIX, figures.TREATMENT, strict=True)):
        of_class = ciw.dists.PoissonIntervals([rate * share for rate in rates], ends, minutes)
        arrivals[str(acuity)] = [of_class, None, None]
        services[str(acuity)] = [triage, ciw.dists.Lognormal(*mu_and_sigma(*treatment)), stay]
    network = ciw.create_network(
        arrival_distributions=arrivals,
        service_distributions=services,
        routing={name: [[0.0, 1.0, 0.0], [0.0, 0.0, figures.ADMITTED], [0.0, 0.0, 0.0]] for name in arrivals},
        priority_classes={name: int(name) for name in arrivals},
        number_of_servers=[figures.NURSES, figures.CUBICLES, figures.BEDS],
        queue_capacities=[float("inf"), float("inf"), 0],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(minutes)
    seconds = process_time() - began

    waits = Waits()
    for individual in simulation.nodes[-1].all_individuals:
        first, second = individual.data_records[:2]
        for_bed = second.time_blocked if len(individual.data_records) == 3 else None
        acuity = int(individual.customer_class)
        waits.leaves(acuity, first.waiting_time, second.exit_date - first.arrival_date, for_bed)
    return Counted(seconds, simulation.nodes[0].number_of_individuals, waits.means())

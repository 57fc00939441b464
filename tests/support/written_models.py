"""Model files as somebody writes them: one with nearly everything that may stand there, and one of four lines."""

FILE = """
name: A department
about: Invented.
starts: 2026-04-06 08:30
classes: [minor, major]
assumed: [The stay of major patients]
pools:
  nurses: {capacity: {otherwise: 3, 08-20: 5}, about: At triage}
  beds:
    capacity: 12
    changes: [{from: 2026-12-25, until: 2026-12-27 08:00, by: -2}, {from: 2027-01-01, to: 20}]
  chairs: 4
streams:
  walk in:
    pathway: department
    rate: {otherwise: 4 per hour, 08-22: 9 per hour}
    months: {January: 1.1}
    classes: {minor: 60%, major: 0.4}
    attributes: {frailty: {exponential: 1.5}}
  known: {pathway: department, times: [5 minutes, 2 hours], classes: {minor: 1}}
  calls: {pathway: department, rate: 12 a day, classes: {major: 1}}
inside:
  - {pathway: department, step: care, number: 3, classes: {minor: 1}, remaining: {exponential: {mean: 1 hour}}}
pathways:
  department:
    - {seize: nurses, priority: {minor: 2, major: 1}, ageing: [{after: 4 hours, to: 0}], name: triage}
    - {release: nurses, name: done}
    - seize: [beds, chairs]
      which: first
      units: 1
      priority: 3
      hold: a place
      renege: {after: 4 hours, steps: [{leave: gave up}]}
      balk: {when: [{pool: beds, is: ">= 5"}], steps: [leave]}
    - mark: seen
    - {delay: {minor: {fixed: 5 minutes}, major: {gamma: {mean: 3 hours, standard deviation: 2 hours}}}, name: care}
    - {delay: 10 minutes, scaled by: frailty}
    - {assign: frailty, value: {sample: [1, 2]}, adds: true}
    - branch:
        - {chance: 10%, steps: [{reclass: major}]}
        - {chance: {minor: 0.1, major: 0.2}}
        - {class: major, steps: [{delay: {weibull: {shape: 2, scale: 1 hour}}}]}
        - {attribute: frailty, is: "> 2", steps: [{delay: {triangular: {least: 1 min, likeliest: 2 min, most: 9 min}}}]}
        - {hours: [Mon 08-10, Sun], steps: [{delay: {quantiles: {0: 1 hour, 100%: 2 hours}}}]}
        - {pool: chairs, looked: free, is: "== 0", steps: [{delay: {lognormal: {mean: 1 h, standard deviation: 1 h}}}]}
      otherwise: []
    - wait until: [Tue 08:00, Mon 11:30]
    - {release: a place, if held: true}
    - branch: [{chance: 0.1, steps: [{go to: triage}]}, {chance: 0.9, steps: [{jump: after}]}]
    - leave: home
  after: [leave]
intervals:
  stay: {since: arrival, until: departure, edges: [4 hours]}
  wait: {since: arrival, until: seen}
"""
GOOD = "name: x\npools: {beds: 2}\nstreams: {all: {pathway: p, rate: 1 per hour}}\npathways: {p: [leave]}\n"

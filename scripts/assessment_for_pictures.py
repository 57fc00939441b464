"""An invented assessment and an invented plan for the pictures in docs/screenshots: two rounds, four places, a plan."""

from datetime import date, timedelta
from typing import Any

ROUND_BEFORE, ROUND_NOW = "Winter baseline", "Summer assessment"
PLACES = {  # name: (system, acute trust, community trust, how many of eight in the first and in the second round)
    "Fenwick": ("ZZA", "ZZ1", "ZZ2", (3, 5)),
    "Applebridge": ("ZZA", "ZZ2", "ZZ3", (4, 4)),
    "Marshford": ("ZZA", "ZZ3", "ZZ2", (6, 7)),
    "Saltings": ("ZZB", "ZZ4", "ZZ5", (2, 3)),
}
SAID = {
    "acute": ("no", "Open 8 to 6 on weekdays; closed on 11 of the last 26 weekend days for want of a consultant."),
    "community": ("no", "Our nurses are told to ring before they send anybody after four o’clock."),
    "system": ("yes", "The contract says 12 hours on seven days."),
}


def fill_assessments(people: dict[str, Any], *, now: Any) -> None:
    """Two rounds of four places: in the older all returned, in the newer one is still talking."""
    from everyweek.web.assess.frameworks.models import FrameworkVersion
    from everyweek.web.assess.frameworks.starting import load_built_in
    from everyweek.web.people.reader import reader_of

    nora, maya = reader_of(people["Nora Field"].pk), reader_of(people["Maya Harbour"].pk)
    load_built_in(now=now - timedelta(days=200))
    framework = FrameworkVersion.objects.get(key="urgent_and_emergency_care")
    places = {name: _place(nora, people, name, now=now - timedelta(days=190)) for name in PLACES}
    before = _round(nora, ROUND_BEFORE, framework, places.values(), opens=180, due=150, now=now)
    after = _round(nora, ROUND_NOW, framework, places.values(), opens=20, due=-6, previous=before, now=now)
    for name, (_, _, _, many) in PLACES.items():
        _answer(maya, before, places[name], many[0], target=many[0] + 2, now=now - timedelta(days=160))
        _submit(maya, before, places[name], now=now - timedelta(days=155))
        is_open = name == "Fenwick"
        _answer(maya, after, places[name], many[1], target=8, now=now - timedelta(days=4), leaves_open=is_open)
        if not is_open:
            _submit(maya, after, places[name], now=now - timedelta(days=2))
    _talk(people, after, places["Fenwick"], now=now - timedelta(hours=3))


def fill_plan(people: dict[str, Any], *, now: Any) -> None:
    """A plan from a template, with an aim, owners, days, a cycle and a registered change."""
    from everyweek.web.people.reader import reader_of
    from everyweek.web.plan.actions.actions import ActionAsked, change_action
    from everyweek.web.plan.cycles.actions import CycleAsked, add_cycle
    from everyweek.web.plan.cycles.figures import keep_figures, read_figures
    from everyweek.web.plan.cycles.risks import RiskAsked, add_risk
    from everyweek.web.plan.plans.actions import PlanAsked, make_plan
    from everyweek.web.plan.plans.aims import AimAsked, add_aim
    from everyweek.web.plan.templates.queries import template_of
    from everyweek.web.plan.working.actions import RegistrationAsked, register

    maya = reader_of(people["Maya Harbour"].pk)
    began = now - timedelta(days=60)
    asked = PlanAsked("Home before lunch", "ZZ1", readers="everybody", from_place="fenwick", from_theme="acute_flow")
    plan = make_plan(by=maya, asked=asked, template=template_of("acute_flow"), now=began)
    today = now.date()
    add_aim(
        by=maya,
        plan=plan,
        asked=AimAsked(
            "four_hour_performance", "ZZ1", from_value=0.70, to_value=0.78, by_day=today + timedelta(days=200)
        ),
        now=began,
    )
    for number, action in enumerate(plan.actions.order_by("number"), start=1):
        state = ("done", "under way", "under way", "blocked")[number - 1] if number < 5 else "not started"
        change_action(
            by=maya,
            action=action,
            asked=ActionAsked(
                action.title,
                about=action.about,
                owner=people["Maya Harbour"].pk if number % 2 else None,
                owner_role="" if number % 2 else "Flow matron",
                organisation="ZZ1",
                intervention=action.intervention,
                driver=action.driver_id,
                measure="four_hour_performance" if number < 3 else "",
                by_how_much=0.02 if number < 3 else None,
                starts_on=began.date() + timedelta(days=12 * number),
                due_on=began.date() + timedelta(days=12 * number + 40),
                needs=tuple(action.needs.values_list("needed__number", flat=True)),
                state=state,
                why_state="The pharmacy has no room for a second round." if state == "blocked" else "",
            ),
            seen_version=action.version,
            now=began,
        )
    cycle = add_cycle(
        by=maya,
        plan=plan,
        asked=CycleAsked(
            "One board round on one ward",
            action=1,
            plan_text="Ward 4 has its board round at nine, with a consultant, for two weeks.",
            predicted="Two more patients leave before noon each day.",
            what_is_counted="Patients who left before noon",
            starts_on=began.date(),
        ),
        now=began,
    )
    before = "\n".join(f"{began.date() - timedelta(days=14 - day)} {3 + day % 3}" for day in range(14))
    after = "\n".join(f"{began.date() + timedelta(days=day)} {5 + day % 3}" for day in range(14))
    keep_figures(by=maya, cycle=cycle, figures=read_figures(before), baseline=True, now=began)
    keep_figures(by=maya, cycle=cycle, figures=read_figures(after), baseline=False, now=began + timedelta(days=20))
    add_risk(by=maya, plan=plan, asked=RiskAsked("No consultant on Mondays", likelihood=4, impact=3), now=began)
    wanted = RegistrationAsked(
        measure="four_hour_performance", organisation="ZZ1", better_is="up", changed_on=date(2024, 4, 1)
    )
    register(by=maya, plan=plan, asked=wanted, now=began)


def _place(nora: Any, people: dict[str, Any], name: str, *, now: Any) -> Any:
    from everyweek.web.assess.places.actions import make_place, name_person
    from everyweek.web.assess.places.asked import PartyAsked, PlaceAsked

    system, acute, community, _ = PLACES[name]
    parties = (
        PartyAsked("acute", acute),
        PartyAsked("community", community),
        PartyAsked("local_authority", name=f"{name} Council"),
    )
    place = make_place(by=nora, asked=PlaceAsked(name, system, parties), now=now)
    name_person(by=nora, place=place, email=people["Maya Harbour"].email, party="acute", leads=True, now=now)
    name_person(by=nora, place=place, email=people["Idris Vale"].email, party="system", leads=False, now=now)
    return place


def _round(nora: Any, title: str, framework: Any, places: Any, *, opens: int, due: int, now: Any, **more: Any) -> Any:
    from everyweek.web.assess.rounds.actions import make_assessment_round
    from everyweek.web.assess.rounds.asked import RoundAsked

    opens_at = (now - timedelta(days=opens)).replace(hour=0, minute=0, second=0, microsecond=0)
    deadline_at = (now - timedelta(days=due)).replace(hour=12, minute=0, second=0, microsecond=0)
    asked = RoundAsked(title=title, framework=framework, opens_at=opens_at, deadline_at=deadline_at, **more)
    return make_assessment_round(by=nora, asked=asked, places=list(places), now=opens_at - timedelta(days=1))


def _assessment(found: Any, place: Any) -> Any:
    from everyweek.web.assess.rounds.models import Assessment

    return Assessment.objects.select_related("round__framework", "place").get(round=found, place=place)


def _answer(maya: Any, found: Any, place: Any, many: int, *, target: int, now: Any, leaves_open: bool = False) -> None:
    from everyweek.web.assess.conversation.agreeing import settle
    from everyweek.web.assess.conversation.positions import PositionAsked, set_position
    from everyweek.web.assess.frameworks.queries import framework_of

    assessment = _assessment(found, place)
    for at, theme in enumerate(framework_of(found.framework).themes):
        if theme.kind == "agreed":
            asked = PositionAsked(
                level="Progressing", agreed_with="Rowan Hale", agreed_on=now.date() - timedelta(days=1)
            )
        else:
            asked = PositionAsked(target_score=min(8, max(1, target)), target_on=now.date() + timedelta(days=180))
        set_position(by=maya, assessment=assessment, theme=theme.key, asked=asked, seen_version=0, now=now)
        for number, question in enumerate(theme.questions):
            if theme.kind == "agreed" or (leaves_open and (at == 0 or number > 5)):
                continue
            value = "yes" if (number * 3 + at * 5) % 8 < min(8, max(0, many + (at * 7) % 4 - 1)) else "no"
            settle(
                by=maya,
                assessment=assessment,
                theme=theme.key,
                question=question.key,
                value=value,
                parties=("acute", "community"),
                seen_version=0,
                now=now,
            )


def _submit(maya: Any, found: Any, place: Any, *, now: Any) -> None:
    from everyweek.web.assess.consent.actions import submit

    assessment = _assessment(found, place)
    submit(by=maya, assessment=assessment, to_peers=True, seen_version=assessment.version, now=now)


def _talk(people: dict[str, Any], found: Any, place: Any, *, now: Any) -> None:
    from everyweek.web.assess.conversation.comments import write_comment
    from everyweek.web.assess.conversation.evidence import add_measure
    from everyweek.web.assess.conversation.saving import save_answer
    from everyweek.web.people.reader import reader_of

    maya, idris = reader_of(people["Maya Harbour"].pk), reader_of(people["Idris Vale"].pk)
    assessment = _assessment(found, place)
    about = {"assessment": assessment, "theme": "sdec", "question": "opening_hours"}
    for number, (party, (value, text)) in enumerate(SAID.items()):
        by = idris if party == "system" else maya
        save_answer(
            by=by, **about, party=party, value=value, wanted="", text=text, base=0, key=f"picture-{number}", now=now
        )
    write_comment(by=idris, **about, text="Then what we pay for and what is open differ. Who rings the trust?", now=now)
    add_measure(by=maya, **about, party="acute", measure="four_hour_performance_type1", organisation="ZZ1", now=now)

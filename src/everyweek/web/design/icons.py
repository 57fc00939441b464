"""Our own icons for variation and assurance, and the symbols of points: colour, shape and words all say the same."""

from markupsafe import Markup

IMPROVEMENT, CONCERN, NEUTRAL, COMMON = "#0b6fb8", "#c14a05", "#5b2a86", "#5f6b75"

POINT_COLOURS = {
    "common_cause": COMMON,
    "special_cause_improvement": IMPROVEMENT,
    "special_cause_concern": CONCERN,
    "special_cause_neutral": NEUTRAL,
}
POINT_SHAPES = {
    "common_cause": "circle",
    "special_cause_improvement": "diamond",
    "special_cause_concern": "square",
    "special_cause_neutral": "triangle-up",
}
POINT_WORDS = {
    "common_cause": "Ordinary variation",
    "special_cause_improvement": "Real change: better",
    "special_cause_concern": "Real change: worse",
    "special_cause_neutral": "Real change",
}

VARIATION_WORDS = {
    "common_cause": "No real change",
    "improvement_high": "Getting better, by going up",
    "improvement_low": "Getting better, by going down",
    "concern_high": "Getting worse, by going up",
    "concern_low": "Getting worse, by going down",
    "neutral_high": "A real change, upwards",
    "neutral_low": "A real change, downwards",
}
ASSURANCE_WORDS = {
    "pass": "Meets the standard reliably",
    "fail": "Does not meet the standard as things are",
    "inconsistent": "Meets the standard at some times and not at others",
}

CIRCLE = '<circle cx="24" cy="24" r="21"/>'
OCTAGON = '<path d="M15.5 3h17L45 15.5v17L32.5 45h-17L3 32.5v-17z"/>'
ROUNDED = '<rect x="4" y="4" width="40" height="40" rx="9"/>'
UP = '<path d="M11 33 20 25l6 5 10-15M27 14h9v9" />'
DOWN = '<path d="M11 15l9 8 6-5 10 15M27 34h9v-9"/>'
LEVEL = '<path d="M10 24l5-5 6 9 6-8 6 8 5-5"/>'
TARGET = '<path d="M8 24h32" stroke-dasharray="4 3" stroke-width="2"/>'
FRAMES = {"common": (CIRCLE, COMMON), "improvement": (CIRCLE, IMPROVEMENT), "concern": (OCTAGON, CONCERN)}
LOW_TARGET = '<path d="M10 36h28" stroke-dasharray="4 3" stroke-width="2"/>'
HIGH_TARGET = '<path d="M10 12h28" stroke-dasharray="4 3" stroke-width="2"/>'
ASSURANCES = {
    "pass": (CIRCLE, IMPROVEMENT, f'{LOW_TARGET}<path d="M14 20l7 7 13-15"/>'),
    "fail": (OCTAGON, CONCERN, f'{HIGH_TARGET}<path d="M17 21l14 14M31 21 17 35"/>'),
    "inconsistent": (ROUNDED, COMMON, f'{TARGET}<path d="M10 32c5 0 5-16 10-16s5 16 10 16 5-8 8-12"/>'),
}
SYMBOLS = {
    "circle": '<circle cx="9" cy="9" r="5"/>',
    "diamond": '<path d="M9 2l7 7-7 7-7-7z"/>',
    "square": '<path d="M3.5 3.5h11v11h-11z"/>',
    "triangle-up": '<path d="M9 2.5l7 12.5H2z"/>',
}


def variation_icon(name: str) -> Markup:
    """A picture of how the last point stands to the rest, with its words for those who do not see it."""
    cause, _, direction = name.partition("_")
    frame, colour = FRAMES.get(cause, (ROUNDED, NEUTRAL))
    line = {"high": UP, "low": DOWN}.get(direction, LEVEL)
    return _icon(frame, colour, line, VARIATION_WORDS[name])


def assurance_icon(name: str) -> Markup:
    """A picture of how the limits stand to the standard; nothing when there is no standard."""
    if not name:
        return Markup("")
    frame, colour, line = ASSURANCES[name]
    return _icon(frame, colour, line, ASSURANCE_WORDS[name])


def point_symbol(point_type: str) -> Markup:
    """The mark of one kind of point, for the key of a chart."""
    shape = SYMBOLS[POINT_SHAPES[point_type]]
    return Markup(f'<svg viewBox="0 0 18 18" aria-hidden="true" fill="{POINT_COLOURS[point_type]}">{shape}</svg>')


def _icon(frame: str, colour: str, line: str, words: str) -> Markup:
    return Markup(
        f'<svg class="ew-icon" viewBox="0 0 48 48" role="img" aria-label="{words}" stroke="{colour}" fill="none" '
        f'stroke-width="3" stroke-linejoin="round" stroke-linecap="round">'
        f'<g fill="#fff">{frame}</g>{line}</svg>'
    )

"""When the next patient of a stream comes."""

from everyweek.flow.kernel.draws import standard_exponential
from everyweek.flow.kernel.heap import note
from everyweek.flow.kernel.jit import compiled, inlined
from everyweek.flow.kernel.luck import key_of_patient, place_of
from everyweek.flow.kernel.places import (
    ARRIVE,
    INTO_HOUR,
    N_HOURS,
    T_AT_TIMES,
    T_HOUR,
    T_KEY,
    T_NUMBER,
    T_RATES,
    T_SEVERAL,
    T_TIME,
    T_TIMES,
)

BETWEEN = 0x2A09E667F3BCC909
"""The salt of the times between arrivals."""


@compiled
def note_next(M, F, stream, end):
    """Note when the next patient of a stream comes, unless that is after the end."""
    time = _given_time(M, F, stream, end) if M[stream + T_AT_TIMES] == 1 else _drawn_time(M, F, stream, end)
    if time < end:
        note(M, F, time, ARRIVE, stream)


@inlined
def _given_time(M, F, stream, end):
    number = M[stream + T_NUMBER]
    return F[M[stream + T_TIMES] + number] if number < M[stream + T_SEVERAL] else end


@inlined
def _drawn_time(M, F, stream, end):
    """By going along the sum of the stream's rates, which stand for each hour by the clock.

    It ends where the sum has grown by a draw of mean one. That is exact at any rate; no rate is too high, and none is
    taken from the hour of the arrival before.
    """
    rest = standard_exponential(M, F, key_of_patient(M[stream + T_KEY], M[stream + T_NUMBER]), place_of(BETWEEN, 0, 0))
    time, rates, offset = F[stream + T_TIME], M[stream + T_RATES], F[INTO_HOUR]
    for one in range(M[stream + T_HOUR], M[N_HOURS]):
        rate, until = F[rates + one], (one + 1) * 60.0 - offset
        grows = rate * (until - time)
        if rest <= grows and rate > 0.0:
            time += rest / rate
            F[stream + T_TIME], M[stream + T_HOUR] = time, one
            return time
        rest -= grows
        time = until
    return end

"""When the next patient of a stream comes."""

import math

from everyweek.flow.kernel.heap import note
from everyweek.flow.kernel.jit import compiled
from everyweek.flow.kernel.luck import key_of_patient, share
from everyweek.flow.kernel.packing import (
    ARRIVE,
    AT_STREAM,
    IN_STREAM,
    INTO_HOUR,
    STREAM,
    STREAM_HOUR,
    STREAM_NUMBER,
    STREAM_SALT,
    STREAM_STATE,
    STREAM_WIDE,
    TIMES,
)

BETWEEN = 0x2A09E667F3BCC909
"""The salt of the times between arrivals."""


@compiled
def note_next(M, F, rates, stream, run, end):
    """Note when the next patient of a stream comes, unless that is after the end.

    rates : (n_streams, n_hours) patients a minute in each hour by the clock. The time is found by going along the sum
            of the rates until it has grown by a draw of mean one, which is exact at any rate; no rate is too high, and
            none is taken from the hour of the arrival before.
    """
    here, row = M[AT_STREAM] + stream * STREAM_STATE, M[STREAM] + stream * STREAM_WIDE
    number = M[here + STREAM_NUMBER]
    if M[row + 1] == 1:
        if number < M[row + 3]:
            time = F[M[TIMES] + M[row + 2] + number]
            if time < end:
                note(M, F, time, ARRIVE, stream, 0)
        return
    rest = -math.log(share(key_of_patient(run, M[M[STREAM_SALT] + stream], number), BETWEEN, 0, 0))
    time, hour = F[M[IN_STREAM] + stream], M[here + STREAM_HOUR]
    offset = F[INTO_HOUR]
    while hour < rates.shape[1]:
        rate, until = rates[stream, hour], (hour + 1) * 60.0 - offset
        grows = rate * (until - time)
        if rest <= grows and rate > 0.0:
            time += rest / rate
            if time < end:
                F[M[IN_STREAM] + stream] = time
                M[here + STREAM_HOUR] = hour
                note(M, F, time, ARRIVE, stream, 0)
            return
        rest -= grows
        time = until
        hour += 1

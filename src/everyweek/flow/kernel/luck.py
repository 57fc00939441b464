"""Random numbers that are a function of who draws, where and for the how-manieth time: no state, and no order.

A number is the hash of its key: seed, replication, patient, step, draw. Two runs of one key are alike to the last bit,
and a patient of two scenarios meets the same luck at the same step, whatever others do. Keys have 63 bits, so that they
are kept among whole numbers with a sign.
"""

import numpy as np

from everyweek.flow.kernel.jit import compiled, inlined

FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
ROUND = np.uint64(0xD1342543DE82EF95)
DRAW = np.uint64(0xA0761D6478BD642F)
THIRTY, TWENTY_SEVEN, THIRTY_ONE, ELEVEN = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
ONE = np.uint64(1)
STEP_TO_SHARE = 2.0**-53
LARGEST = 1.0 - 2.0**-53
"""The largest number below 1, to which the last of all words would be rounded up."""


@inlined
def mixed(word):
    """A word of 64 bits in which every bit of the given one has a say (the finaliser of SplitMix64)."""
    word = (word ^ (word >> THIRTY)) * FIRST
    word = (word ^ (word >> TWENTY_SEVEN)) * SECOND
    return word ^ (word >> THIRTY_ONE)


@compiled
def key_of_run(seed, replication):
    """The key of a replication."""
    return np.int64(mixed(mixed(np.uint64(seed) + GOLDEN) + np.uint64(replication) * GOLDEN + ONE) >> ONE)


@inlined
def key_of_stream(run, salt):
    """The key of a stream in a run, from which those of its patients are made."""
    return np.int64(mixed(np.uint64(run) ^ np.uint64(salt)))


@inlined
def key_of_patient(stream, number):
    """The key of the how-manieth patient of a stream. stream : the stream's key."""
    return np.int64(mixed(np.uint64(stream) + np.uint64(number) * GOLDEN) >> ONE)


@inlined
def place_of(salt, lap, draw):
    """Where somebody draws. lap : how often the patient went back; draw : which at this step."""
    return np.uint64(salt) + np.uint64(lap) * ROUND + np.uint64(draw) * DRAW


@inlined
def further(place, draws):
    """The place of a draw so many draws further on at the same step."""
    return np.uint64(place) + np.uint64(draws) * DRAW


@inlined
def word_of(patient, place):
    """A word of 64 bits. patient : the key of the patient's luck."""
    return mixed(np.uint64(patient) ^ np.uint64(place))


@inlined
def share_of(word):
    """A number above 0 from the upper bits of a word; the largest word gives 1."""
    return (np.float64(word >> ELEVEN) + 0.5) * STEP_TO_SHARE


@inlined
def share(patient, place):
    """A number between 0 and 1, neither of them."""
    return min(share_of(word_of(patient, place)), LARGEST)

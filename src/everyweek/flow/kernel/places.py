"""Where everything of a run stands: one row of words, read as whole numbers (M) and as other numbers (F).

Both are views of the same words. Somebody or something with fields is named by where it begins: of a patient, M[patient
+ P_STEP] is the step at which the patient is, and F[pool + O_SINCE] is when a pool last changed. Nothing begins at 0,
which stands for nobody and nothing.

In front stand the sizes, the counts and where the tables begin; then what is the model's, and then what needs room.
"""

from everyweek.flow.steps import PRIORITIES

# In front: what a run counts
(
    SEQUENCE, HEAP, TOP_IS_USED, USED_PATIENTS, USED_NODES, READY_FIRST, READY, INSIDE, ROWS, ARRIVED, LEFT, EVENTS,
    TRACED, PROBLEM, PROBLEM_AT,
) = range(1, 16)  # fmt: skip
# how much of everything there is
(
    MOST_PATIENTS, MOST_NODES, MOST_HEAP, MOST_ROWS, MOST_TRACE, LOOKS, N_POOLS, N_STREAMS, N_INSIDE, N_CLASSES,
    N_ATTRIBUTES, N_MARKS, N_INTERVALS, N_HOURS, N_CHANGES,
) = range(16, 31)  # fmt: skip
# where the tables begin
(
    AT_HEAP, AT_PATIENT, AT_FREE, AT_READY, AT_NODE, AT_FREE_NODE, AT_POOL, AT_LOOK, AT_STREAM, AT_INSIDE, AT_ROW,
    AT_INTERVAL, AT_TALLY, AFTER_TALLIES, AT_TRACE, AT_CHANGE, AT_STEP, AT_ATTRIBUTES, AT_NORMAL, AT_EXPONENTIAL,
) = range(31, 51)  # fmt: skip
"""AT_ATTRIBUTES: places after the beginning of a patient."""
# how wide are those that differ from model to model
PATIENT_WIDE, ROW_WIDE, TALLY_WIDE = range(51, 54)
# and other numbers: minutes after Monday 00:00, and after a whole hour, at which a run begins; the time; since when is
# counted; the time of an event that is being noted
FIRST_MINUTE, INTO_HOUR, NOW, COUNTED_FROM, TIME_OF_NEW = range(54, 59)
FRONT = 59

# What is the model's. A step: what it does, where it leads, three more by what it does (see `linking`), its own salt
X_WHAT, X_NEXT, X_FIRST, X_SECOND, X_THIRD, X_SALT, STEP_WIDE = range(7)
# A seize: the pool, or where several begin; units, priorities by class; what happens while waiting
(
    S_NUMBER, S_ANY, S_POOL, S_POOLS, S_UNITS, S_PRIORITY, S_AGEING, S_AGES, S_PATIENCE, S_RENEGE_TO, S_BALKING,
    S_BALKS, S_BALK_TO, SEIZE_WIDE,
) = range(14)  # fmt: skip
# A condition: what decides, which, how it is compared, where it leads, with which number
C_KIND, C_WHICH, C_HOW, C_TO, C_NUMBER, CONDITION_WIDE = range(6)
# A distribution: how it is drawn, and up to four more numbers
DIST_KIND, DIST_FIRST, DIST_SECOND, DIST_THIRD, DIST_OF, DIST_WIDE = range(6)
# A step of ageing: minutes of waiting, the priority from then on. What is drawn on arrival: attribute, its place, from
AGE_AFTER, AGE_TO, AGE_WIDE = range(3)
G_ATTRIBUTE, G_PLACE, G_DIST, GIVEN_WIDE = range(4)
# Who is inside at the beginning: the first step, how many. A counted time: since, until, edges and their number
I_STEP, I_NUMBER, INSIDE_WIDE = range(3)
V_SINCE, V_UNTIL, V_EDGES, V_SEVERAL, INTERVAL_WIDE = range(5)
# A stream, or who is inside at the beginning, which is a stream that comes at once
(
    T_PLACE, T_STEP, T_AT_TIMES, T_TIMES, T_SEVERAL, T_SALT, T_MIX, T_RATES, T_GIVEN, T_GIVENS, T_HOUR, T_NUMBER,
    T_TIME, T_KEY, STREAM_WIDE,
) = range(15)  # fmt: skip
# A pool; behind it the first and the last place of its queue of each priority
(
    O_MASK, O_LENGTH, O_CAPACITY, O_IN_USE, O_SERVED, O_JOINED, O_LONGEST, O_AREA_IN_USE, O_AREA_WAITING, O_AREA_THERE,
    O_SINCE, O_WAITED, O_QUEUE,
) = range(13)  # fmt: skip
POOL_WIDE = O_QUEUE + 2 * PRIORITIES

# What needs room. A patient; behind it what is held under each name (the seize and, of one pool, which), attributes,
# and, when no rows are kept, the times that stand in a row
P_STEP, P_CLASS, P_KEY, P_LAP, P_GEN, P_ROW, P_NUMBER, P_STREAM, P_NODE, P_AGED, P_MARKS, P_HELD = range(12)
# A place in a queue
D_PATIENT, D_POOL, D_PRIORITY, D_BEFORE, D_BEHIND, D_SISTER, D_SEQ, D_SINCE, NODE_WIDE = range(9)
# An event to come
H_TIME, H_SEQ, H_WHAT, H_WHO, HEAP_WIDE = range(5)
# A row of who came; behind it attributes, the time of arrival, milestones and the time of leaving. P_MARKS is where the
# first milestone is: arrival stands before it, and leaving behind the last
R_STREAM, R_CLASS, R_OUTCOME, R_NUMBER, R_MORE = range(5)
# Patients counted in a time, the sum of their minutes and of the squares; behind it how many up to each edge
Y_NUMBER, Y_SUM, Y_SQUARES, Y_BINS = range(4)
# An event that is written down
E_TIME, E_KIND, E_STREAM, E_NUMBER, E_STEP, TRACE_WIDE = range(6)
# A look at a pool, a change of capacity
L_IN_USE, L_WAITING, L_CAPACITY, LOOK_WIDE = range(4)
Z_POOL, Z_UNITS, Z_TIME, CHANGE_WIDE = range(4)

WELL, PATIENTS_FULL, NODES_FULL, HEAP_FULL, ROWS_FULL, ROUND_FOR_EVER = range(6)
"""How a run ended."""
WAKE, RENEGE, AGE, ARRIVE, CAPACITY, SNAPSHOT, WARM, FREE_AGAIN = range(8)
"""What an event is."""
KIND_BITS = 3
"""An event says in H_WHAT what it is and, of a timer of a wait, which of the patient's waits that was; of what is free
again, how many units of the pool in H_WHO, or nought when that is a row of seize, with all of its pools."""

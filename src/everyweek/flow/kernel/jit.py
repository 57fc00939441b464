"""How the functions of the engine are compiled.

Nothing in them makes an array, so that Numba need not count who still uses one: with counting, three quarters of the
time went into that (measured with perf: NRT_incref and NRT_decref). Division by nought gives infinity, as in NumPy.
"""

from typing import Any

import numba
from numba import types
from numba.extending import intrinsic

from everyweek.flow.kernel.cache import folder_of_this_version

numba.config.CACHE_DIR = str(folder_of_this_version())
OPTIONS = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
compiled = numba.njit(forceinline=False, **OPTIONS)
"""Said outright, as else what an inlined function calls would be inlined too."""
inlined = numba.njit(forceinline=True, **OPTIONS)
"""For functions of a few lines, whose call takes longer than their work."""


if numba.config.DISABLE_JIT:

    def numbers_of(row: Any) -> Any:
        """The row itself."""
        return row

    def stays_apart() -> None:
        """Nothing."""

else:

    @intrinsic
    def numbers_of(context: Any, row: Any) -> Any:  # pragma: no cover - run when Numba compiles, and not from its cache
        """The numbers of a row by their place, without its length.

        Of an array Numba asks at each number whether its place is counted from the end, and hands over seven words for
        it to each function; so a run took 1.5 times as long (measured).
        """

        def generated(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return context.make_array(signature.args[0])(context, builder, arguments[0]).data

        return types.CPointer(row.dtype)(row), generated

    @intrinsic
    def stays_apart(context: Any) -> Any:  # pragma: no cover - as above
        """The function in which this stands is called where it is called, and not copied into who calls it.

        The compiler copies when it thinks that worth it. For what happens seldom, or takes long, it is not: the step
        that is taken most often then carries the numbers of all others about with it.
        """

        def generated(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            builder.function.attributes.add("noinline")
            return context.get_dummy_value()

        return types.none(), generated

"""How the functions of the engine are compiled.

Nothing in them makes an array, so that Numba need not count who still uses one: with counting, three quarters of the
time went into that (measured with perf: NRT_incref and NRT_decref). Division by nought gives infinity, as in NumPy.
"""

import numba

from everyweek.flow.kernel.cache import folder_of_this_version

numba.config.CACHE_DIR = str(folder_of_this_version())
OPTIONS = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
compiled = numba.njit(**OPTIONS)
inlined = numba.njit(forceinline=True, **OPTIONS)
"""For functions of a few lines, whose call takes longer than their work."""

"""The columns of the ambulance publication (AmbSYS) in its layout of 2024, and how the sample's figures hang together.

The indicators' meanings are those that the real file's own arithmetic shows (A25 = A24 / A8, A7 = A17 + A56); the
shares and multiples are those of England in January 2024, rounded.
"""

from dataclasses import dataclass

ORGANISATION_COLUMNS = ("Year", "Month", "Region", "Org Code", "Org Name")

COLUMN_ORDER = """
A0 A1 A2 A3 A4 A114 A5 A6 A111 A112 A113 A7 A8 A9 A10 A11 A12 A24 A25 A26 A27 A28 A29 A30 A31 A32 A33 A34 A35 A36
A37 A38 A126 A127 A128 A129 A130 A131 A17 A18 A19 A20 A21 A22 A23 A132 A133 A134 A135 A136 A137 A138 A139 A53 A54
A55 A56 A39 A40 A41 A42 A43 A44 A45 A46 A47 A48 A74 A82 A83 A84 A78 A94 A95 A96 A115 A116 A117 A118 A75 A85 A86 A87
A79 A97 A98 A99 A119 A120 A121 A122 A76 A88 A89 A90 A80 A100 A101 A102 A77 A91 A92 A93 A81 A103 A104 A105 A49 A50
A51 A52 A13 A14 A15 A16 A106 A107 A108 A109 A110 A140 A141 A142 A143 A144 A145 A146 A147 A148 A124 A125 A57 A58 A59
A60 A61 A62 A63 A64 A65 A66 A67 A68 A69 A70 A71 A72 A73
"""
INDICATORS = tuple(COLUMN_ORDER.split())
HANDOVER_INDICATORS = tuple(f"A{number}" for number in range(140, 149))
"""Collected from April 2023 on in the sample."""


@dataclass(frozen=True, slots=True)
class Part:
    """A count that is a share of another: `code` is `share` of `of`, give or take `give` of itself."""

    code: str
    of: str
    share: float
    give: float = 0.03


@dataclass(frozen=True, slots=True)
class Remainder:
    """A count that is what other counts leave of a whole."""

    code: str
    whole: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Waits of the incidents that `count` counts: their total, mean and 90th centile in seconds.

    like  : the indicator whose mean these waits follow, `times` as long.
    tail  : the 90th centile as a multiple of the mean.
    """

    count: str
    total: str
    mean: str
    centile: str
    like: str
    times: float
    tail: float


INCIDENTS = (
    Part("A17", "A7", 0.140),
    Part("A8", "A7", 0.108),
    Part("A10", "A7", 0.536, 0.01),
    Part("A12", "A7", 0.0065, 0.08),
    Part("A76", "A7", 0.0154),
    Part("A80", "A7", 0.0062),
    Part("A77", "A7", 0.0163),
    Part("A81", "A7", 0.0026),
)
"""Every incident is in one of these or in A11, Category 3, which is what remains."""

PARTS = (
    Part("A74", "A8", 0.0144),
    Part("A78", "A8", 0.0067),
    Part("A9", "A8", 0.655, 0.01),
    Part("A75", "A10", 0.0896),
    Part("A79", "A10", 0.0282),
    Part("A0", "A7", 1.513, 0.01),
    Part("A1", "A0", 0.732, 0.01),
    Part("A111", "A0", 0.0031),
    Part("A112", "A0", 0.0041),
    Part("A113", "A0", 0.0061),
    Part("A126", "A7", 0.0071),
    Part("A127", "A7", 0.0405),
    Part("A128", "A7", 0.0267),
    Part("A18", "A17", 0.084),
    Part("A19", "A17", 0.374, 0.02),
    Part("A20", "A19", 0.983, 0.01),
    Part("A21", "A17", 0.062),
    Part("A132", "A17", 0.965, 0.01),
    Part("A136", "A17", 0.089),
    Part("A137", "A17", 0.310),
    Part("A138", "A17", 0.348),
    Part("A139", "A17", 0.166),
    Part("A54", "A56", 0.056),
    Part("A55", "A56", 0.355, 0.015),
    Part("A39", "A8", 2.097, 0.01),
    Part("A40", "A8", 1.558, 0.01),
    Part("A41", "A9", 2.060, 0.01),
    Part("A42", "A9", 1.559, 0.01),
    Part("A43", "A10", 1.382, 0.01),
    Part("A44", "A10", 1.072, 0.01),
    Part("A45", "A11", 1.717, 0.01),
    Part("A46", "A11", 1.078, 0.01),
    Part("A47", "A12", 1.597, 0.01),
    Part("A48", "A12", 1.075, 0.01),
    Part("A49", "A8", 0.052),
    Part("A13", "A8", 0.587),
    Part("A106", "A7", 0.0008, 0.15),
    Part("A110", "A106", 0.84),
    Part("A124", "A7", 0.0009, 0.10),
    Part("A125", "A7", 0.0009, 0.10),
)
"""In an order in which each comes after what it is a part of, once the incidents are known."""

REMAINDERS = (
    Remainder("A22", "A17", ("A18", "A19", "A21")),
    Remainder("A115", "A8", ("A74", "A78")),
    Remainder("A119", "A10", ("A75", "A79")),
    Remainder("A53", "A56", ("A54", "A55")),
)
PARTS_OF_REMAINDERS = (Part("A23", "A22", 0.124),)

TIMES = (
    Times("A74", "A82", "A83", "A84", "category 1", 1.14, 1.79),
    Times("A78", "A94", "A95", "A96", "category 1", 1.02, 1.82),
    Times("A115", "A116", "A117", "A118", "category 1", 1.00, 1.78),
    Times("A9", "A27", "A28", "A29", "category 1", 1.25, 1.81),
    Times("A49", "A50", "A51", "A52", "category 1", 0.70, 1.70),
    Times("A75", "A85", "A86", "A87", "category 2", 1.085, 2.16),
    Times("A79", "A97", "A98", "A99", "category 2", 0.948, 2.29),
    Times("A119", "A120", "A121", "A122", "category 2", 1.00, 2.18),
    Times("A106", "A107", "A108", "A109", "category 2", 0.99, 2.11),
    Times("A128", "A129", "A130", "A131", "category 2", 1.65, 2.00),
    Times("A132", "A133", "A134", "A135", "category 2", 1.30, 2.31),
    Times("A11", "A33", "A34", "A35", "category 2", 3.31, 2.39),
    Times("A12", "A36", "A37", "A38", "category 2", 4.06, 2.44),
    Times("A76", "A88", "A89", "A90", "category 2", 3.45, 2.34),
    Times("A80", "A100", "A101", "A102", "category 2", 3.32, 2.42),
    Times("A77", "A91", "A92", "A93", "category 2", 4.96, 2.32),
    Times("A81", "A103", "A104", "A105", "category 2", 5.28, 2.64),
    Times("A13", "A14", "A15", "A16", "call", 1.00, 1.80),
    Times("A140", "A141", "A142", "A143", "handover", 1.00, 2.32),
)

WHOLE_CATEGORIES = (
    (Times("A8", "A24", "A25", "A26", "category 1", 1.00, 1.78), ("A82", "A94", "A116")),
    (Times("A10", "A30", "A31", "A32", "category 2", 1.00, 2.18), ("A85", "A97", "A120")),
)
"""Categories 1 and 2, each with the totals that its own is the sum of."""

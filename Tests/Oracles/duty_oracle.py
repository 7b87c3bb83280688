"""State duties, computed apart from the program from the text of the law (DOMAIN.md §5), with decimals.

    duty_oracle.py OUTPUT

writes a table of assessments: day, who files, claims, discount, exemption, what was paid; then the duty, what is due, the
articles, and the balance. Where no duty can be told, `none` and the reason for each claim.
"""

import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

QEPIK = Decimal("0.01")
FIRST_ELECTRONIC = "first-electronic-claim"
TODAY = "2026-03-10"
HEADER = "day filer claims discount exemption paid duty due articles balance".split()


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(QEPIK, ROUND_HALF_UP)


def claim_since_2021(value: Decimal) -> tuple[Decimal, str]:
    if value <= 1_000:
        return Decimal(30), "8.1.1"
    if value <= 10_000:
        return rounded(30 + (value - 1_000) * 1 / 100), "8.1.2"
    if value <= 100_000:
        return rounded(120 + (value - 10_000) * 3 / 1_000), "8.1.3"
    if value <= 1_000_000:
        return rounded(390 + (value - 100_000) * 1 / 1_000), "8.1.4"
    return min(rounded(1_290 + (value - 1_000_000) * 5 / 10_000), Decimal(50_000)), "8.1.5"


def claim_before_2021(value: Decimal) -> tuple[Decimal, str]:
    return (Decimal(20), "8.1.1") if value <= 500 else (Decimal(30), "8.1.2")


class Unknown(Exception):
    """No duty can be told, for this reason."""


VALUED = {"valued-claim", "appeal-valued"}


def rate(act: str, value: Decimal | None, day: str, filer: str) -> tuple[Decimal, str]:
    """The duty before any discount, and its article."""
    if not "2013-01-01" <= day:
        raise Unknown("rate-unknown")
    is_new = day >= "2021-08-01"
    claim = claim_since_2021 if is_new else claim_before_2021
    fixed = {"non-valued-claim": 100, "court-order": 100, "special-proceedings": 100} if is_new else {}
    if act == "dwelling-claim" and is_new:
        if filer == "organisation":
            raise Unknown("natural-persons-only")
        return Decimal(100), "8.1.6"
    if act in VALUED:
        if value is None:
            raise Unknown("value-missing")
        duty, article = claim(value)
        return (duty, article) if act == "valued-claim" else (rounded(duty / 2), "8.6" if is_new else "8.4.1")
    if act == "court-order" and not is_new:
        return Decimal(20), "8.3"
    if act == "appeal-non-valued" and is_new:
        return Decimal(50), "8.6"
    if act in fixed:
        return Decimal(fixed[act]), "8.2"
    raise Unknown("rate-unknown")


def is_reduced(act: str, day: str, filer: str, discount: str) -> bool:
    claims = {"valued-claim", "dwelling-claim", "non-valued-claim"}
    return discount == FIRST_ELECTRONIC and act in claims and filer != "organisation" and day >= "2024-01-01"


def joined(claims: list[tuple[str, Decimal | None]]) -> list[tuple[str, Decimal | None]]:
    """The values of valued claims add up under their act; every other claim stands alone."""
    result: list[tuple[str, Decimal | None]] = []
    for act, value in claims:
        place = next((i for i, (known, sum_) in enumerate(result) if known == act and sum_ is not None), None)
        if act in VALUED and value is not None and place is not None:
            result[place] = (act, result[place][1] + value)
        else:
            result.append((act, value))
    return result


def assessment(day: str, filer: str, claims: str, discount: str, exemption: str, paid: str) -> list[str]:
    parsed = [claim.partition("=")[::2] for claim in claims.split()]
    duties, articles, reasons = [], [], []
    for act, value in joined([(act, Decimal(value) if value else None) for act, value in parsed]):
        try:
            duty, article = rate(act, value, day, filer)
        except Unknown as reason:
            reasons.append(f"{act}:{reason}")
            continue
        duties.append(rounded(duty * 90 / 100) if is_reduced(act, day, filer, discount) else duty)
        articles.append(article)
    if reasons:
        return ["none", "none", " ".join(dict.fromkeys(reasons)), "-"]
    duty = sum(duties, Decimal(0))
    due = Decimal(0) if exemption != "-" else duty
    balance = "-"
    if paid != "-":
        difference = Decimal(paid) - due
        state = "exact" if not difference else "short" if difference < 0 else "refundable"
        balance = f"{state} {abs(difference):.2f}"
    return [f"{duty:.2f}", f"{due:.2f}", " ".join(articles), balance]


def questions() -> list[tuple[str, ...]]:
    rows = []

    def ask(claims, day=TODAY, filer="person", discount="-", exemption="-", paid="-"):
        rows.append((day, filer, claims, discount, exemption, paid))

    edges = [1_000, 10_000, 100_000, 1_000_000, 98_420_000]
    around = [f"{edge + step:.2f}" for edge in edges for step in (Decimal("-0.01"), Decimal(0), Decimal("0.01"))]
    # Where the last qəpik changes, and far from every edge.
    between = """0 0.01 500 1000.49 1000.50 1001 1001.50 1003 1015 5000 9999.49 9999.50 10001.66 10001.67 12345.67
        55555.55 100004.99 100005 100005.01 500000 999994.99 999995 1000009.99 1000010 1000010.01 12345678.90
        98418999.99 98419000 98429999.99 500000000 9999999999999.99""".split()
    for value in around + between:
        ask(f"valued-claim={value}")
        ask(f"valued-claim={value}", discount=FIRST_ELECTRONIC)
        ask(f"appeal-valued={value}")

    fixed = "dwelling-claim non-valued-claim court-order special-proceedings appeal-non-valued".split()
    for act in fixed:
        ask(act)
        ask(act, filer="organisation")
        ask(act, filer="-")
        ask(act, discount=FIRST_ELECTRONIC)
        ask(act, filer="organisation", discount=FIRST_ELECTRONIC)
        ask(f"{act}=12345.67")
    ask("valued-claim=5000", filer="organisation", discount=FIRST_ELECTRONIC)
    ask("valued-claim=5000", filer="-", discount=FIRST_ELECTRONIC)
    ask("valued-claim=5000", discount="loyalty")
    ask("appeal-valued=5000", discount=FIRST_ELECTRONIC)

    for day in "2012-12-31 2013-01-01 2021-07-31 2021-08-01 2023-12-31 2024-01-01".split():
        for value in "499.99 500 500.01 1000 5000".split():
            ask(f"valued-claim={value}", day=day)
            ask(f"appeal-valued={value}", day=day)
        ask("valued-claim=5000", day=day, discount=FIRST_ELECTRONIC)
        for act in fixed + ["interim-measure", "third-party-joinder"]:
            ask(act, day=day)
    for act in "interim-measure third-party-joinder valued-claim appeal-valued".split():
        ask(act)

    ask("valued-claim=5000 valued-claim=7345.67")
    ask("valued-claim=5000 valued-claim=7345.67", discount=FIRST_ELECTRONIC)
    ask("valued-claim=600 valued-claim=400 valued-claim=0.01")
    ask("valued-claim=98420000 valued-claim=98420000")
    ask("valued-claim=5000 non-valued-claim")
    ask("non-valued-claim valued-claim=5000 non-valued-claim")
    ask("non-valued-claim valued-claim=5000 dwelling-claim valued-claim=5000", discount=FIRST_ELECTRONIC)
    ask("dwelling-claim valued-claim=5000", filer="organisation")
    ask("appeal-valued=5000 appeal-valued=7345.67 appeal-non-valued")
    ask("valued-claim=300 valued-claim=300", day="2021-07-31")
    ask("valued-claim valued-claim=5000")
    ask("interim-measure valued-claim=5000 interim-measure")

    for paid in "0 127.03 127.04 127.05 200".split():
        ask("valued-claim=12345.67", paid=paid)
    ask("valued-claim=12345.67", exemption="alimony")
    ask("valued-claim=12345.67", exemption="9.1", paid="0")
    ask("valued-claim=12345.67 non-valued-claim", exemption="labour", paid="227.04")
    ask("valued-claim=12345.67 non-valued-claim", discount=FIRST_ELECTRONIC, paid="204.34")
    return rows


def main(output: Path) -> None:
    lines = [HEADER] + [[*question, *assessment(*question)] for question in questions()]
    output.write_text("".join("\t".join(line) + "\n" for line in lines), "utf-8")


main(Path(sys.argv[1]))

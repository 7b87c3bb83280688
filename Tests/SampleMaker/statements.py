#!/usr/bin/env python3
"""Makes bank statements: the samples of Tests/BankStatementsTests, and one of any length to measure with.

    Tests/SampleMaker/statements.py samples Tests/BankStatementsTests/Samples
    Tests/SampleMaker/statements.py large FILE ENTRIES

Each sample has a shape that published examples of banks and standards bodies have (what it teaches stands beside it), with
people, accounts and numbers made up here. `NAME.json` says what a reader must find in `NAME.xml`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version:02}"


def iban(bank_and_number: str, country: str = "AZ") -> str:
    digits = "".join(str(int(character, 36)) for character in bank_and_number + country + "00")
    return f"{country}{98 - int(digits) % 97:02}{bank_and_number}"


COURT = iban("CTRB00000000000000001031")
PAYER = iban("AIIB40050019440000000017")


@dataclass
class Party:
    name: str | None = None
    ids: list[str] = field(default_factory=list)
    is_person: bool = True
    is_institution: bool = False


@dataclass
class Transaction:
    amount: str | None = None
    currency: str = "AZN"
    direction: str | None = None
    instructed: tuple[str, str] | None = None
    servicer_reference: str | None = None
    instruction: str | None = None
    end_to_end: str | None = None
    uetr: str | None = None
    transaction_id: str | None = None
    references: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    debtor: Party | None = None
    account: str | None = None
    bic: str | None = None
    ultimate: Party | None = None


@dataclass
class Entry:
    amount: str
    currency: str = "AZN"
    direction: str = "CRDT"
    status: str = "BOOK"
    reversal: bool | None = None
    booked: str | None = "2026-03-02"
    value: str | None = "2026-03-02"
    reference: str | None = None
    servicer_reference: str | None = None
    batch: int | None = None
    transactions: list[Transaction] = field(default_factory=list)


@dataclass
class Statement:
    entries: list[Entry]
    id: str = "2026-0001"
    account: str = COURT
    currency: str | None = "AZN"
    number: str | None = None
    copy: str | None = None
    page: tuple[int, bool] | None = None
    summary: str = ""


@dataclass
class Sample:
    name: str
    teaches: str
    version: int
    statements: list[Statement]
    kind: str = "053"
    created: str = "2026-03-02T18:30:00+04:00"
    envelope: bool = False
    remarks: list[str] = field(default_factory=list)


def el(name: str, *content: str | None, **attributes: str) -> str:
    """An element of already escaped content; nothing where there is none of it."""
    inside = "".join(part for part in content if part)
    if not inside:
        return ""
    return f"<{name}{''.join(f' {key}={chr(34)}{value}{chr(34)}' for key, value in attributes.items())}>{inside}</{name}>"


def text(name: str, value: str | None, **attributes: str) -> str:
    return el(name, escape(value), **attributes) if value is not None else ""


# Shapes by version.


def party(name: str, party: Party | None, version: int) -> str:
    if party is None:
        return ""
    if party.is_institution:
        return el(name, el("Agt", el("FinInstnId", text("Nm", party.name))))
    others = "".join(el("Othr", text("Id", number)) for number in party.ids)
    inside = text("Nm", party.name) + el("Id", el("PrvtId" if party.is_person else "OrgId", others))
    return el(name, inside if version < 8 else el("Pty", inside))


def account(name: str, number: str | None) -> str:
    if number is None:
        return ""
    is_iban = len(number) > 14 and number.isalnum() and number[:2].isalpha()
    return el(name, el("Id", text("IBAN", number) if is_iban else el("Othr", text("Id", number))))


def status(value: str, version: int) -> str:
    return text("Sts", value) if version < 8 else el("Sts", text("Cd", value))


def day(name: str, value: str | None) -> str:
    return el(name, text("DtTm" if value and "T" in value else "Dt", value))


def transaction(of: Transaction, version: int) -> str:
    amount = el("Amt", of.amount, Ccy=of.currency) if of.amount else ""
    instructed = el("Amt", of.instructed[0], Ccy=of.instructed[1]) if of.instructed else ""
    own = amount if version >= 3 else ""
    between = instructed or (amount if version < 3 else "")
    return el(
        "TxDtls",
        el(
            "Refs",
            text("AcctSvcrRef", of.servicer_reference),
            text("InstrId", of.instruction),
            text("EndToEndId", of.end_to_end),
            text("UETR", of.uetr),
            text("TxId", of.transaction_id),
        ),
        own,
        text("CdtDbtInd", of.direction),
        el("AmtDtls", el("TxAmt", between)),
        el(
            "RltdPties",
            party("Dbtr", of.debtor, version),
            account("DbtrAcct", of.account),
            party("UltmtDbtr", of.ultimate, version),
        ),
        el("RltdAgts", el("DbtrAgt", el("FinInstnId", text("BIC" if version == 2 else "BICFI", of.bic)))),
        el(
            "RmtInf",
            *(text("Ustrd", line) for line in of.lines),
            *(el("Strd", el("CdtrRefInf", text("Ref", reference))) for reference in of.references),
        ),
    )


def entry(of: Entry, version: int) -> str:
    return el(
        "Ntry",
        text("NtryRef", of.reference),
        el("Amt", of.amount, Ccy=of.currency),
        text("CdtDbtInd", of.direction),
        text("RvslInd", None if of.reversal is None else str(of.reversal).lower()),
        status(of.status, version),
        day("BookgDt", of.booked),
        day("ValDt", of.value),
        text("AcctSvcrRef", of.servicer_reference),
        el("BkTxCd", el("Domn", text("Cd", "PMNT"), el("Fmly", text("Cd", "RCDT"), text("SubFmlyCd", "DMCT")))),
        el(
            "NtryDtls",
            el("Btch", text("NbOfTxs", None if of.batch is None else str(of.batch))),
            *(transaction(part, version) for part in of.transactions),
        ),
    )


def statement(of: Statement, sample: Sample) -> str:
    report = "Stmt" if sample.kind == "053" else "Ntfctn"
    pagination = el(f"{report}Pgntn", f"<PgNb>{of.page[0]}</PgNb><LastPgInd>{str(of.page[1]).lower()}</LastPgInd>") if of.page else ""
    balance = (
        "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy='AZN'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
        f"<Dt><Dt>{sample.created[:10]}</Dt></Dt></Bal>"
    )
    return el(
        report,
        text("Id", of.id),
        pagination,
        text("ElctrncSeqNb", of.number),
        text("CreDtTm", sample.created),
        text("CpyDplctInd", of.copy),
        account("Acct", of.account).replace("</Acct>", f"{text('Ccy', of.currency)}</Acct>"),
        balance if sample.kind == "053" else "",
        of.summary,
        *(entry(part, sample.version) for part in of.entries),
    )


def message(sample: Sample) -> str:
    body = "BkToCstmrStmt" if sample.kind == "053" else "BkToCstmrDbtCdtNtfctn"
    namespace = NAMESPACE.format(kind=sample.kind, version=sample.version)
    document = el(
        "Document",
        el(
            body,
            el("GrpHdr", text("MsgId", f"MSG-{sample.name}"), text("CreDtTm", sample.created)),
            *(statement(part, sample) for part in sample.statements),
        ),
        xmlns=namespace,
    )
    if sample.envelope:
        header = el("AppHdr", text("BizMsgIdr", "B-1"), xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.01")
        document = el("Message", header, document)
    lines = document.replace("><", ">\n<")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {sample.teaches} -->\n{lines}\n'


# What a reader must find.


def minor(amount: str) -> int:
    whole, _, decimals = amount.partition(".")
    decimals = decimals.rstrip("0")
    assert len(decimals) <= 2
    return int(whole) * 100 + int((decimals + "00")[:2])


def expected_transaction(of: Transaction) -> dict:
    stated = (of.amount, of.currency) if of.amount else of.instructed
    return {
        "amount": minor(stated[0]) if stated else None,
        "currency": stated[1] if stated else None,
        "direction": of.direction,
        "servicerReference": of.servicer_reference,
        "instruction": of.instruction,
        "endToEnd": None if of.end_to_end == "NOTPROVIDED" else of.end_to_end,
        "uetr": of.uetr,
        "transactionID": of.transaction_id,
        "references": [reference.strip() for reference in of.references],
        "lines": of.lines,
        "debtor": of.debtor.name if of.debtor else None,
        "debtorIDs": of.debtor.ids if of.debtor else [],
        "account": of.account,
        "bic": of.bic,
        "ultimateDebtor": of.ultimate.name if of.ultimate else None,
    }


def expected_entry(of: Entry) -> dict:
    return {
        "amount": minor(of.amount),
        "currency": of.currency,
        "direction": of.direction,
        "status": of.status,
        "reversal": bool(of.reversal),
        "booked": of.booked and of.booked[:10],
        "value": of.value and of.value[:10],
        "reference": of.reference,
        "servicerReference": of.servicer_reference,
        "batch": of.batch,
        "transactions": [expected_transaction(part) for part in of.transactions],
    }


def expected(sample: Sample) -> dict:
    return {
        "teaches": sample.teaches,
        "statements": [
            {
                "id": part.id,
                "messageID": f"MSG-{sample.name}",
                "account": part.account,
                "copy": part.copy,
                "isOnePageOfMany": part.page is not None and part.page != (1, True),
                "entries": [expected_entry(inside) for inside in part.entries],
            }
            for part in sample.statements
        ],
        "remarks": sample.remarks,
    }


def totals(count: int, amount: str | None, net: str = "") -> str:
    return el("TxsSummry", el("TtlNtries", text("NbOfNtries", str(count)), text("Sum", amount), net))


SMITH = Party("Məmmədov Rəşad Əli oğlu", ["5ZXK3QW"])
FIRM = Party("“Xəzər Ticarət” MMC", ["1403012341"], is_person=False)

SAMPLES = [
    Sample(
        "batch-of-the-day",
        "Finland, credit advice 02: one entry for all payments of a day, amounts in AmtDtls, two references of one payment, "
        "a failed debit as INFO with a reversal, a sum over all of them",
        2,
        [
            Statement(
                [
                    Entry(
                        "2000.00",
                        servicer_reference="260302ARCH04",
                        batch=2,
                        transactions=[
                            Transaction(
                                "1900.00",
                                servicer_reference="S001",
                                debtor=SMITH,
                                references=["3900", "RF18539007547034 "],
                            ),
                            Transaction(
                                "100.00", servicer_reference="S002", end_to_end="E2E-41-002", debtor=FIRM, bic="AIIBAZ2X"
                            ),
                        ],
                    ),
                    Entry(
                        "100.00",
                        status="INFO",
                        reversal=True,
                        value=None,
                        servicer_reference="260302ERR01",
                        transactions=[Transaction("40.00"), Transaction("60.00")],
                    ),
                ],
                summary=totals(2, "2100.00", "<TtlNetNtryAmt>1900.00</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd>"),
            )
        ],
        kind="054",
    ),
    Sample(
        "contract-as-entry-reference",
        "Switzerland, credit advice 04: NtryRef is the customer's contract, TxDtls has its own amount and direction, and a "
        "reference of the country's own form",
        4,
        [
            Statement(
                [
                    Entry(
                        "1537.00",
                        reference="014295803",
                        reversal=False,
                        servicer_reference="07582000303KBMSU",
                        batch=2,
                        transactions=[
                            Transaction(
                                "1213.00",
                                direction="CRDT",
                                servicer_reference="180315CH02ZX5RI3",
                                instruction="InstrId-001",
                                end_to_end="EndToEndId-001",
                                references=["120000000000234478943216899"],
                                debtor=SMITH,
                                account=PAYER,
                                bic="AIIBAZ2XXXX",
                            ),
                            Transaction("324.00", direction="CRDT", references=["359335273113716998981168243"]),
                        ],
                    )
                ],
                currency=None,
            )
        ],
        kind="054",
    ),
    Sample(
        "one-reference-two-entries",
        "Switzerland, statement 04: one AcctSvcrRef stands at two entries of different amounts; a detail contradicts the "
        "direction of its entry",
        4,
        [
            Statement(
                [
                    Entry("1537.00", reference="014295803", servicer_reference="07582000303KBMSU"),
                    Entry("1692.22", reference="014295804", servicer_reference="07582000303KBMSU"),
                    Entry(
                        "77.70",
                        direction="DBIT",
                        servicer_reference="0758103031480977",
                        transactions=[Transaction("77.70", direction="CRDT")],
                    ),
                ]
            )
        ],
        remarks=["transactionSum"],
    ),
    Sample(
        "no-references",
        "Netherlands, statement 02: neither NtryRef nor AcctSvcrRef anywhere, equal payments on one day, a returned debit whose "
        "detail is of another amount",
        2,
        [
            Statement(
                [
                    Entry("30.00", transactions=[Transaction("30.00", end_to_end="115", debtor=SMITH, account=PAYER)]),
                    Entry("30.00", transactions=[Transaction("30.00", end_to_end="115", debtor=SMITH, account=PAYER)]),
                    Entry(
                        "594.05",
                        direction="DBIT",
                        reversal=True,
                        transactions=[Transaction("564.05", end_to_end="BANK/AZ/01206408")],
                    ),
                ]
            )
        ],
        created="2026-03-02T16:20:26.673Z",
        remarks=["transactionSum"],
    ),
    Sample(
        "business-header",
        "SWIFT tooling, statement 07: Document inside a message with a business application header, an account by number, no "
        "entries",
        7,
        [Statement([], account="2345234534", currency="USD")],
        envelope=True,
    ),
    Sample(
        "coded-status",
        "Belgium, statement 08: status as code, parties inside Pty, booking by date and time, a copy, the second page",
        8,
        [
            Statement(
                [
                    Entry(
                        "8.85",
                        booked="2026-03-01T23:15:00+04:00",
                        servicer_reference="AAAA-FP-CN_98765/01",
                        transactions=[
                            Transaction(
                                "8.85",
                                direction="CRDT",
                                end_to_end="MUELL/FINP/RA12345",
                                debtor=FIRM,
                                account=PAYER,
                                references=["4654654654654654"],
                            )
                        ],
                    )
                ],
                account="NL26VAYB8060476890-EUR",
                copy="CODU",
                number="12312",
                page=(2, True),
                summary=totals(7, "70000.00"),
            )
        ],
    ),
    Sample(
        "tracked-by-uetr",
        "Bank's debit advice 08: a UETR is the only reference, the amount has no decimals, and no booking day is given",
        8,
        [
            Statement(
                [
                    Entry(
                        "200000",
                        booked=None,
                        value=None,
                        transactions=[Transaction(uetr="255ae394-9965-4438-ac86-f406feada396")],
                    )
                ]
            )
        ],
        kind="054",
        remarks=["bookingDayMissing"],
    ),
    Sample(
        "institution-as-debtor",
        "Bank's advice 08: the debtor is an institution, named inside Agt",
        8,
        [
            Statement(
                [
                    Entry(
                        "120.00",
                        servicer_reference="ACSR160617103200001",
                        transactions=[Transaction(debtor=Party("Nümunə Bank ASC", is_institution=True))],
                    )
                ]
            )
        ],
        kind="054",
    ),
    Sample(
        "more-decimals-than-needed",
        "Netherlands and Romania, statement 02: amounts with three and five decimals, of which the last are zeros; time without "
        "zone and nine decimals of the second",
        2,
        [Statement([Entry("8.850"), Entry("5442.09000"), Entry("1.7")], summary=totals(3, "5452.640"))],
        created="2026-03-02T06:10:29.000000000",
    ),
    Sample(
        "several-statements",
        "Netherlands, statement 02: three accounts in one message",
        2,
        [
            Statement([Entry("10.00", servicer_reference="A1")], id="S-1"),
            Statement([], id="S-2", account=iban("CTRB00000000000000001032")),
            Statement([Entry("20.00", servicer_reference="A1")], id="S-3", account=iban("CTRB00000000000000001033")),
        ],
    ),
    Sample(
        "reference-not-provided",
        "Lithuania, statement 02: NOTPROVIDED for an end-to-end reference, a debtor with a number and no name, quotes in names",
        2,
        [
            Statement(
                [
                    Entry(
                        "1.64",
                        transactions=[
                            Transaction(
                                "1.64",
                                instruction="215431",
                                end_to_end="NOTPROVIDED",
                                transaction_id="514026627",
                                debtor=Party(None, ["1403012341"], is_person=False),
                                ultimate=Party('"Sınaq" & Ko < MMC'),
                                lines=["Dövlət rüsumu; iş 2(103)-4336/2022", "ikinci sətir"],
                            )
                        ],
                    )
                ]
            )
        ],
        created="2026-03-02T14:09:11",
    ),
    Sample(
        "totals-without-sum",
        "Norway, statement 02: the summary has counts and a net amount, and no sum",
        2,
        [
            Statement(
                [Entry("1249.85", direction="DBIT", reference="00000000022")],
                summary=totals(1, None, "<TtlNetNtryAmt>1249.85</TtlNetNtryAmt><CdtDbtInd>DBIT</CdtDbtInd>")
                .replace("</TxsSummry>", "<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>1249.85</Sum></TtlDbtNtries></TxsSummry>"),
            )
        ],
    ),
    Sample(
        "foreign-currency-details",
        "Finland, debit advice 02, entry 5: what was instructed is in another currency than the account",
        2,
        [
            Statement(
                [
                    Entry(
                        "500.00",
                        servicer_reference="X1",
                        transactions=[Transaction(instructed=("294.12", "USD"), end_to_end="ISSR1")],
                    )
                ]
            )
        ],
        kind="054",
        remarks=["transactionCurrency"],
    ),
    Sample(
        "batch-without-details",
        "Nordic banks, statement 04: a batch is booked as one entry, and its payments stand in an advice",
        4,
        [Statement([Entry("3000.00", servicer_reference="BATCH-7", batch=120)], summary=totals(1, "3000"))],
    ),
    Sample(
        "pending-then-booked",
        "Account report practice: pending, booked and future entries side by side, in the latest version",
        13,
        [
            Statement(
                [
                    Entry("100.00", status="PDNG", booked=None, servicer_reference="P1"),
                    Entry("100.00", servicer_reference="P0", transactions=[Transaction(debtor=SMITH, account=PAYER)]),
                    Entry("50.00", status="FUTR", booked="2026-03-05", value="2026-03-05", servicer_reference="P2"),
                ]
            )
        ],
    ),
]


def make_samples(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for old in [*out.glob("*.xml"), *out.glob("*.json")]:
        old.unlink()
    for sample in SAMPLES:
        (out / f"{sample.name}.xml").write_text(message(sample), encoding="utf-8")
        answer = json.dumps(expected(sample), ensure_ascii=False, indent=2)
        (out / f"{sample.name}.json").write_text(answer + "\n", encoding="utf-8")


def make_large(path: Path, count: int, operations: Sequence[str] = (), duty: int = 70) -> None:
    """Written piece by piece; every entry has one transaction of the usual size. The first of them come under the numbers of
    these operations, and are of the duty."""
    amounts = [duty] * len(operations) + [30 + number % 970 for number in range(len(operations), count)]
    opening, closing = message(Sample("large", "to measure with", 8, [Statement([Entry("1.00")], summary="@")])).split(
        entry(Entry("1.00"), 8).replace("><", ">\n<")
    )
    with path.open("w", encoding="utf-8") as file:
        file.write(opening.replace("@", totals(count, f"{sum(amounts)}.00")))
        for number in range(count):
            amount = f"{amounts[number]}.00"
            one = Transaction(
                amount,
                direction="CRDT",
                servicer_reference=f"T{number:012}",
                instruction=f"INSTR-{number}",
                end_to_end=f"E2E-{number:012}",
                uetr=f"255ae394-9965-4438-ac86-{number:012x}",
                references=[f"RF{number:014}"],
                lines=[f"Dövlət rüsumu, ödəniş tapşırığı {number}", "Bakı Apellyasiya Məhkəməsi"],
                debtor=SMITH,
                account=PAYER,
                bic="AIIBAZ2XXXX",
            )
            called = operations[number] if number < len(operations) else f"S{number:012}"
            part = Entry(amount, reference=f"N{number}", servicer_reference=called, transactions=[one])
            file.write(entry(part, 8).replace("><", ">\n<"))
        file.write(closing)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["samples", out]:
            make_samples(Path(out))
        case ["large", path, count]:
            make_large(Path(path), int(count))
        case _:
            sys.exit(__doc__)

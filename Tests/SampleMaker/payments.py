"""Samples of the treasury: what banks state, and filings that their statements bear out, or do not.

The statement is made last of all and dropped first. It shows every payment that a sample names, as the sample names it,
unless `DIFFERENCES` says otherwise.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from containers import packed
from demo_data import DOLLAR_ACCOUNT, DUTIES_ACCOUNT, SHIRVAN_ACCOUNT
from documents import pdf
from good import claim, label, payment
from lxml import etree
from packages import Document, Fee, Payment, Relief, Submission, build
from people import AYSEL, COMPANY, DEBTOR, ELCHIN, LEYLA, RASHAD, Cast, claimant, respondent
from sample import Outcome, Sample, recorded, registered, rejected, serialised
from signing import NS, with_lxml, with_signxml, with_xmlsec1
from statements import Entry, Party, Statement, Transaction, message, totals
from statements import Sample as Message

VERSION = 8
# The night before the samples arrive.
CREATED = "2026-05-04T02:00:00+04:00"
NEXT_DAY = "2026-05-05T06:00:00Z"
# One of the duties account's purposes.
PURPOSE = "Dövlət rüsumu"
FEE = "/SubmissionPackage/Submission/Fee"
OPERATION = f"{FEE}/Payment/OperationNumber"


@dataclass(frozen=True)
class Difference:
    """How a payment came in, where that is not as the filing says."""

    account: str = DUTIES_ACCOUNT
    amount: str | None = None
    currency: str | None = None
    is_stated: bool = True
    purpose: str = PURPOSE


# By the number of the sample whose payment it is.
DIFFERENCES = {
    66: Difference(is_stated=False),
    68: Difference(is_stated=False),
    69: Difference(account=SHIRVAN_ACCOUNT),
    70: Difference(DOLLAR_ACCOUNT, currency="USD"),
    71: Difference(amount="7.00"),
    83: Difference(purpose="İcarə haqqı, may 2026"),
    84: Difference(amount="3.00", purpose="Xidmət haqqı (ödəniş portalı)"),
}


# What the bank says


@dataclass(frozen=True)
class Paid:
    """A payment that a filing names."""

    number: str
    amount: str
    currency: str
    day: str
    is_online: bool
    payer: Party = field(compare=False)

    def entry(self, difference: Difference) -> Entry:
        """A bank calls a payment by its own reference, or hands on what the shop gave the card's payment."""
        transaction = Transaction(
            end_to_end=self.number if self.is_online else None, debtor=self.payer, lines=[difference.purpose]
        )
        return Entry(
            difference.amount or self.amount,
            difference.currency or self.currency,
            booked=self.day,
            value=self.day,
            servicer_reference=f"POS-{self.number}" if self.is_online else self.number,
            transactions=[transaction],
        )


def statement(cast: Cast, filings: list[Sample]) -> Sample:
    differences = {payment(sample, "0").number: difference for sample, difference in DIFFERENCES.items()}
    accounts: dict[str, list[Entry]] = {DUTIES_ACCOUNT: [], SHIRVAN_ACCOUNT: [], DOLLAR_ACCOUNT: []}
    for paid in dict.fromkeys(paid for sample in filings for paid in _named(sample)):
        difference = differences.get(paid.number, Difference())
        # Nobody has paid yet on a day that is to come.
        if difference.is_stated and paid.day < CREATED:
            account = difference.account if paid.currency == "AZN" else DOLLAR_ACCOUNT
            accounts[account].append(paid.entry(difference))
    statements = [
        Statement(
            entries,
            f"2026-124-{number}",
            account,
            "USD" if account == DOLLAR_ACCOUNT else "AZN",
            summary=totals(len(entries), None),
        )
        for number, (account, entries) in enumerate(accounts.items(), start=1)
    ]
    octets = _message("bank-statement", "Payments of the samples, by account", statements)
    return Sample(
        "bank-statement",
        "Bank çıxarışı (camt.053), imzalı konteynerdə",
        "Bank statement (camt.053) in a signed container",
        "A payment counts when the bank's own statement shows it, signed with the certificate that treasury.yaml names for the "
        "account. This one shows what the other samples were paid with.",
        "xmlsec1",
        packed({"statement.xml": octets}, cast.bank),
        recorded("MSG-bank-statement"),
        channel="treasury",
        drop="package.asice",
    )


def _message(name: str, teaches: str, statements: list[Statement], kind: str = "053") -> bytes:
    return message(Message(name, teaches, VERSION, statements, kind, CREATED)).encode()


def _named(sample: Sample) -> Iterator[Paid]:
    """The payments in a sample's package; none where it cannot be read."""
    package = sample.package
    if isinstance(package, bytes):
        package = _parsed(_submission_of(package) if zipfile.is_zipfile(io.BytesIO(package)) else package)
    if package is None:
        return
    for element in package.iter(f"{{{NS}}}Payment"):
        channel, number, amount, day = (
            element.find(f"{{{NS}}}{tag}") for tag in ("Channel", "OperationNumber", "Amount", "PaidOn")
        )
        payer = element.find(f"{{{NS}}}Payer")
        yield Paid(
            number.text,
            amount.text,
            amount.get("currency"),
            day.text,
            channel.text == "online",
            _party(_filer(package) if payer is None else payer),
        )


def _submission_of(container: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        return archive.read("submission.xml") if "submission.xml" in archive.namelist() else b""


def _parsed(octets: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(octets, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return None


def _filer(package: etree._Element) -> etree._Element:
    identifier = package.find(f".//{{{NS}}}Filer").get("participant")
    return package.find(f".//{{{NS}}}Participant[@Id='{identifier}']")


def _party(identified: etree._Element) -> Party:
    def text(tag: str) -> str | None:
        return identified.findtext(f".//{{{NS}}}{tag}")

    if company := text("Name"):
        return Party(company, [text("VOEN")], is_person=False)
    return Party(f"{text('Surname')} {text('GivenName')}", [text("FIN")])


def samples(cast: Cast) -> list[Sample]:
    return [*_statement_samples(cast), *_proof_samples(cast), *_form_samples(cast), *_purpose_samples(cast)]


def _statement_samples(cast: Cast) -> list[Sample]:
    forged = [Statement([Entry("70.00", servicer_reference="DR26049991")], "2026-124-9", DUTIES_ACCOUNT)]
    unsigned = _message("unsigned", "Signed by nobody", forged)
    foreign = _message("another-signer", "Signed by somebody who is not the account's bank", forged)
    return [
        Sample(
            "statement-unsigned",
            "İmzasız bank çıxarışı",
            "Bank statement without a signature",
            "A channel proves nothing, not the treasury's either: what no bank signed shows no payment.",
            "none",
            unsigned,
            rejected("STATEMENT_NOT_PROVEN", item="MSG-unsigned"),
            channel="treasury",
        ),
        Sample(
            "statement-signed-by-another",
            "Başqasının imzaladığı bank çıxarışı",
            "Bank statement signed by somebody else",
            "The signature is valid and its issuer trusted, but treasury.yaml does not name this certificate for the account.",
            "xmlsec1",
            packed({"statement.xml": foreign}, cast.company),
            rejected("STATEMENT_NOT_PROVEN", item="MSG-another-signer"),
            channel="treasury",
            drop="package.asice",
        ),
        _advice(cast),
    ]


def _advice(cast: Cast) -> Sample:
    announced = Entry(
        "70.00", status="PDNG", booked=None, value="2026-05-05", servicer_reference=payment(66, "70.00").number
    )
    taken_back = Entry(
        "70.00",
        direction="DBIT",
        reversal=True,
        booked="2026-04-30",
        value="2026-04-30",
        servicer_reference="RV26040671",
        transactions=[Transaction(end_to_end=payment(67, "70.00").number)],
    )
    octets = _message(
        "credit-advice",
        "A payment that is announced, and one that is taken back",
        [Statement([announced, taken_back], "2026-124-A", DUTIES_ACCOUNT)],
        kind="054",
    )
    return Sample(
        "credit-advice",
        "Bankın avizosu (camt.054), daxili imza ilə",
        "Advice of the bank (camt.054) with an enveloped signature",
        "An advice tells early: of a payment that is not booked yet, and of one that the bank took back. The next two samples "
        "are paid with these.",
        "signxml",
        with_signxml(etree.fromstring(octets), cast.bank, lone=True),
        recorded("MSG-credit-advice"),
        channel="treasury",
    )


# What the bank's word makes of a filing


def _proof_samples(cast: Cast) -> list[Sample]:
    return [
        Sample(
            "payment-not-booked",
            "Bankın hələ uçota almadığı ödəniş",
            "Payment that the bank has not booked yet",
            "The advice announces the payment as pending: the filing waits for the booking, and keeps its time of arrival.",
            "xmlsec1",
            with_xmlsec1(build(claim(66)), cast.aysel),
            _decided("DEFERRED", "PAYMENT_PENDING"),
        ),
        Sample(
            "payment-reversed",
            "Bankın geri qaytardığı ödəniş",
            "Payment that the bank took back",
            "Booked on 28 April and reversed on 30 April: nothing is left of it, and a clerk decides.",
            "lxml",
            with_lxml(build(claim(67, RASHAD)), cast.rashad),
            _decided("HELD", "PAYMENT_REVERSED"),
        ),
        Sample(
            "payment-not-in-statement",
            "Bank çıxarışında hələ olmayan ödəniş",
            "Payment that no statement shows yet",
            "A statement that is late is not the filer's fault: the filing waits, by treasury.yaml for five days.",
            "xmlsec1",
            with_xmlsec1(build(claim(68, ELCHIN)), cast.elchin),
            _decided("DEFERRED", "PAYMENT_PENDING"),
        ),
        Sample(
            "payment-to-other-account",
            "Başqa məhkəmənin hesabına ödənilmiş rüsum",
            "Duty paid into another court's account",
            "The statement shows the payment on the account of the Shirvan Court of Appeal; this claim is for Masalli.",
            "lxml",
            with_lxml(build(claim(69)), cast.aysel),
            _decided("HELD", "PAYMENT_TO_OTHER_ACCOUNT"),
        ),
        Sample(
            "payment-in-other-currency",
            "Bankda manatla olmayan ödəniş",
            "Payment that came in as another currency",
            "The filing says 70.00 manat, the statement shows 70.00 dollars on the dollar account: a clerk decides.",
            "signxml",
            with_signxml(build(claim(70, COMPANY)), cast.company),
            _decided("HELD", "PAYMENT_IN_OTHER_CURRENCY"),
        ),
        Sample(
            "payment-amount-differs",
            "Bankda başqa məbləğlə olan ödəniş",
            "Payment of another amount at the bank",
            "The filing says 70.00, the statement 7.00: the bank's word counts, and a clerk decides.",
            "lxml",
            with_lxml(build(claim(71)), cast.aysel),
            _decided("HELD", "PAYMENT_AMOUNT_DIFFERS"),
        ),
    ]


def _decided(verdict: str, code: str) -> list[Outcome]:
    return [Outcome(verdict, [code], "70.00", [OPERATION])]


def _fee(*payments: Payment) -> Fee:
    return Fee("valued-claim", "70.00", list(payments))


# What the filing itself shows


def _form_samples(cast: Cast) -> list[Sample]:
    by_another = claim(72, LEYLA, fee=_fee(payment(72, "70.00", payer=COMPANY)))
    stale = claim(73, ELCHIN, fee=_fee(payment(73, "70.00", paid_on="2025-03-03")))
    future = claim(74, AYSEL, fee=_fee(payment(74, "70.00", paid_on="2031-05-01")))
    dollars = claim(75, AYSEL, fee=_fee(payment(75, "42.00", currency="USD")))
    service_fee = claim(78, AYSEL, fee=_fee(payment(78, "3.00")))
    misread = claim(79, LEYLA, fee=_fee(Payment("DR 2604/0791", "70.00")))
    short_bin = claim(80, AYSEL, fee=_fee(payment(80, "70.00", channel="online", bin="41111")))
    used = claim(81, RASHAD, "43333.33", "220.00", COMPANY, fee=Fee("valued-claim", "220.00", [payment(4, "220.00")]))
    second = claim(
        82,
        ELCHIN,
        fee=Fee("valued-claim", "63.00", [payment(82, "63.00")], discount=Relief("first-electronic-claim")),
    )
    return [
        Sample(
            "payment-by-another",
            "Rüsumu başqası ödəyib",
            "Duty paid by somebody else",
            "Another may pay for the filer; it is noted, because a refund goes to who paid.",
            "signxml",
            with_signxml(build(by_another), cast.leyla),
            registered("70.00", "PAYMENT_BY_ANOTHER"),
        ),
        Sample(
            "payment-date-stale",
            "Bir ildən köhnə ödəniş",
            "Payment older than a year",
            "So old a payment was likely made for something else. The bank shows it and nobody used it: a warning.",
            "xmlsec1",
            with_xmlsec1(build(stale), cast.elchin),
            registered("70.00", "PAYMENT_DATE_STALE"),
        ),
        Sample(
            "payment-date-in-future",
            "Gələcək tarixli ödəniş",
            "Payment on a day that is to come",
            "What was paid was paid by the day of arrival.",
            "lxml",
            with_lxml(build(future), cast.aysel),
            rejected("PAYMENT_DATE_IN_FUTURE", duty="70.00", at=[f"{FEE}/Payment/PaidOn"]),
        ),
        Sample(
            "payment-stated-in-dollars",
            "Dollarla göstərilmiş ödəniş",
            "Payment stated in dollars",
            "State duty is paid in manat.",
            "lxml",
            with_lxml(build(dollars), cast.aysel),
            rejected("FEE_CURRENCY_NOT_ACCEPTED", duty="70.00", at=[f"{FEE}/Payment/Amount"]),
        ),
        Sample(
            "duty-by-former-tariff",
            "Əvvəlki tarif üzrə hesablanmış rüsum",
            "Duty by the tariff of another date",
            "A court order cost 20.00 until August 2021. The day of arrival decides: 100.00 are due.",
            "signxml",
            with_signxml(build(_court_order_of_old()), cast.company),
            rejected("FEE_DECLARED_DIFFERS", "FEE_PAID_SHORT", duty="100.00", at=[FEE]),
        ),
        Sample(
            "exemption-without-ground",
            "Əsası göstərilməmiş azadolma",
            "Exemption without a ground",
            "“Hard circumstances” is no ground of the law: name one of the list, or the article that is relied on.",
            "lxml",
            with_lxml(build(_hardship()), cast.leyla),
            rejected("FEE_EXEMPTION_WITHOUT_GROUND", at=[f"{FEE}/Exemption/Ground"]),
        ),
        Sample(
            "service-fee-only",
            "Yalnız xidmət haqqı ödənilib",
            "Only a service fee was paid",
            "3.00 are what the payment portal takes for itself (serviceFees in treasury.yaml); the duty of 70.00 was not paid.",
            "lxml",
            with_lxml(build(service_fee), cast.aysel),
            rejected("FEE_SERVICE_FEE_ONLY", duty="70.00", at=[FEE]),
        ),
        Sample(
            "payment-reference-malformed",
            "Səhv yazılmış əməliyyat nömrəsi",
            "Malformed operation number",
            "An operation number has letters, digits and hyphens, as the receipt prints it.",
            "xmlsec1",
            with_xmlsec1(build(misread), cast.leyla),
            rejected("PAYMENT_REFERENCE_MALFORMED", duty="70.00", at=[OPERATION]),
        ),
        Sample(
            "card-bin-malformed",
            "Natamam kart BIN-i",
            "Malformed BIN of a card",
            "Of a card its first six digits are stated: five are too few, and more are never sent.",
            "signxml",
            with_signxml(build(short_bin), cast.aysel),
            rejected("CARD_BIN_MALFORMED", duty="70.00", at=[f"{FEE}/Payment/CardBIN"]),
        ),
        Sample(
            "payment-used-at-another-court",
            "Başqa məhkəmədə istifadə olunmuş ödəniş",
            "Payment that was used at another court",
            "A day later and at another court: this payment was used up by the appeal of the fourth sample.",
            "xmlsec1",
            with_xmlsec1(build(used), cast.rashad),
            rejected("PAYMENT_ALREADY_USED", duty="220.00", at=[OPERATION]),
            clock=NEXT_DAY,
        ),
        Sample(
            "discount-used",
            "İkinci “ilk müraciət” güzəşti",
            "A second first-time discount",
            "The discount for a first electronic claim is had once: this filer had it with the eighth sample.",
            "xmlsec1",
            with_xmlsec1(build(second), cast.elchin),
            rejected("FEE_DISCOUNT_USED", duty="63.00", at=[f"{FEE}/Discount"]),
        ),
    ]


# What the bank's word makes of a purpose


def _purpose_samples(cast: Cast) -> list[Sample]:
    return [
        Sample(
            "payment-for-other-purpose",
            "Başqa təyinatla edilmiş ödəniş",
            "Payment for another purpose",
            "70.00 came in on the right account, as a rent: treasury.yaml says what the purpose of a duty's payment has in it.",
            "lxml",
            with_lxml(build(claim(83, RASHAD)), cast.rashad),
            _decided("HELD", "PAYMENT_FOR_OTHER_PURPOSE"),
        ),
        Sample(
            "payment-of-service-fee",
            "Bankda yalnız xidmət haqqı olan ödəniş",
            "Payment that is a service fee at the bank",
            "The filing states the duty under the number of the portal's own 3.00: the bank's statement tells them apart.",
            "xmlsec1",
            with_xmlsec1(build(claim(84, LEYLA)), cast.leyla),
            _decided("HELD", "PAYMENT_OF_SERVICE_FEE"),
        ),
    ]


def _court_order_of_old() -> Submission:
    return claim(
        76,
        COMPANY,
        "1840.50",
        document_type="court-order-application",
        procedure="court-order",
        title="Kommunal borc üzrə məhkəmə əmri haqqında ərizə",
        parties=[claimant(COMPANY, "creditor"), respondent(DEBTOR, "debtor")],
        fee=Fee("court-order", "20.00", [payment(76, "20.00", channel="treasury")]),
    )


def _hardship() -> Submission:
    lines = ("Gəlir haqqında arayış", f"İddiaçı: {label(LEYLA)}", "Nümunə № 77")
    return claim(
        77,
        LEYLA,
        fee=Fee("valued-claim", "0.00", exemption=Relief("ağır maddi vəziyyət", "d-income")),
        attachments=[Document("arayis.pdf", pdf("Arayış", *lines), "Arayış", 1, identifier="d-income")],
    )

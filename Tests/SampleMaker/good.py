"""Samples that the intake registers."""

from __future__ import annotations

from documents import jpeg, pdf, png, tiff
from packages import Document, Fee, Payment, Person, Relief, Submission, build
from people import AYSEL, COMPANY, DEBTOR, ELCHIN, EMPLOYER, LEYLA, RASHAD, SUPPLIER, Cast, claimant, respondent
from sample import Sample, registered
from signing import with_lxml, with_signxml, with_xmlsec1


def claim(number: int, person=AYSEL, value: str = "5000.00", duty: str = "70.00", other=DEBTOR, **fields) -> Submission:
    """A statement of claim with one embedded PDF and its duty paid in full by one transfer."""
    defaults = {
        "message": f"demo-{number:02}",
        "document_type": "statement-of-claim",
        "title": "Borc müqaviləsi üzrə pul tələbi",
        "parties": [claimant(person), respondent(other)],
        "value": value,
        "fee": Fee("valued-claim", duty, [payment(number, duty)]),
    }
    chosen = defaults | fields
    if "lead" not in chosen:
        chosen["lead"] = _statement(number, person, other, value)
    return Submission(**chosen)


def _statement(number: int, person, other, value: str) -> Document:
    text = (
        "Masallı Rayon Məhkəməsinə",
        f"İddiaçı: {label(person)}",
        f"Cavabdeh: {label(other)}",
        f"İddia qiyməti: {value} AZN. Nümunə № {number:02}.",
        "Borcun və dövlət rüsumunun cavabdehdən tutulmasını xahiş edirəm.",
    )
    return Document("iddia-erizesi.pdf", pdf("İddia ərizəsi", *text), title="İddia ərizəsi", pages=1)


def payment(number: int, amount: str, part: int = 1, **fields) -> Payment:
    return Payment(f"DR2604{number:03}{part}", amount, **fields)


def label(identity) -> str:
    return f"{identity.surname} {identity.given}" if isinstance(identity, Person) else identity.name


def samples(cast: Cast) -> list[Sample]:
    return [
        Sample(
            "claim-id-card",
            "Şəxsiyyət vəsiqəsi ilə imzalanmış iddia ərizəsi",
            "Statement of claim signed with an ID card",
            "The simplest package: one XML file, the PDF inside as base64, one signature over the content by #Id.",
            "xmlsec1",
            with_xmlsec1(build(claim(1)), cast.aysel),
            registered("70.00"),
        ),
        _folder(cast),
        _court_order(cast),
        _appeal(cast),
        _counterclaim(cast),
        _objection(cast),
        _special_proceedings(cast),
        _first_electronic(cast),
        _exemption(cast),
        _pay_online(cast),
        _two_signers(cast),
        _lone_xades(cast),
        _pss(cast),
        _pictures(cast),
        _business(cast),
        _overpaid_by_another(cast),
        _dwelling(cast),
    ]


def _folder(cast: Cast) -> Sample:
    filing = claim(
        2,
        RASHAD,
        "25000.00",
        "165.00",
        COMPANY,
        title="Podrat müqaviləsi üzrə borcun tutulması",
        lead=Document(
            "erize.pdf",
            pdf("İddia ərizəsi", f"İddiaçı: {label(RASHAD)}", "Nümunə № 02", pages=2),
            title="İddia ərizəsi",
            pages=2,
            beside=True,
        ),
        attachments=[
            Document(
                "muqavile.tif", tiff("Podrat müqaviləsi", "Nümunə № 02", pages=3), "Müqavilə (skan)", 3, beside=True
            ),
            Document("akt.tif", tiff("Təhvil-təslim aktı", compression="tiff_lzw"), "Akt (skan)", 1, beside=True),
            Document(
                "hesab.xml",
                '<?xml version="1.0" encoding="UTF-8"?>\n<Hesab nömrə="02"><Cəmi>25000.00</Cəmi></Hesab>\n'.encode(),
                "Hesab-faktura",
                beside=True,
            ),
        ],
    )
    return Sample(
        "claim-folder",
        "Faylları ayrıca olan qovluq paketi",
        "Folder package with files beside submission.xml",
        "Large documents need not be base64: name each with its size and SHA-256 and put it beside submission.xml.",
        "xmlsec1",
        with_xmlsec1(build(filing), cast.rashad, chain=True),
        registered("165.00"),
        folder=filing,
    )


def _court_order(cast: Cast) -> Sample:
    filing = claim(
        3,
        COMPANY,
        "1840.50",
        "100.00",
        document_type="court-order-application",
        procedure="court-order",
        title="Kommunal borc üzrə məhkəmə əmri haqqında ərizə",
        parties=[claimant(COMPANY, "creditor"), respondent(DEBTOR, "debtor")],
        fee=Fee("court-order", "100.00", [payment(3, "100.00", channel="treasury")]),
    )
    return Sample(
        "court-order-organisation",
        "Təşkilatın məhkəmə əmri haqqında ərizəsi",
        "Court-order application of a company",
        "A company is identified by the VÖEN in its e-İmza certificate.",
        "signxml",
        with_signxml(build(filing), cast.company),
        registered("100.00"),
    )


def _appeal(cast: Cast) -> Sample:
    filing = claim(
        4,
        RASHAD,
        "150000.00",
        "220.00",
        COMPANY,
        document_type="appeal",
        title="Qətnamədən apellyasiya şikayəti",
        court="103",
        case="2(050)-417/2026",
        fee=Fee("appeal-valued", "220.00", [payment(4, "220.00")]),
    )
    return Sample(
        "appeal-existing-case",
        "Mövcud iş üzrə apellyasiya şikayəti",
        "Appeal in an existing case",
        "The case number names the case; half of the duty of the claim is due (art. 8.6).",
        "xmlsec1",
        with_xmlsec1(build(filing), cast.rashad_rsa),
        registered("220.00"),
    )


def _counterclaim(cast: Cast) -> Sample:
    filing = claim(
        5,
        LEYLA,
        "12000.00",
        "126.00",
        AYSEL,
        document_type="counterclaim",
        title="Qarşılıqlı iddia",
        case="2(050)-88/2026",
        parties=[claimant(AYSEL), respondent(LEYLA)],
        filer=2,
    )
    return Sample(
        "counterclaim",
        "Qarşılıqlı iddia",
        "Counterclaim",
        "The filer need not be the first participant: Filer points to the one who files.",
        "lxml",
        with_lxml(build(filing), cast.leyla_p384, xades=True),
        registered("126.00"),
    )


def _objection(cast: Cast) -> Sample:
    filing = claim(
        6,
        ELCHIN,
        None,
        "0.00",
        AYSEL,
        document_type="objection",
        title="İddiaya etiraz",
        case="2(050)-88/2026",
        parties=[claimant(AYSEL), respondent(ELCHIN)],
        filer=2,
        fee=None,
        lead=Document("etiraz.pdf", pdf("Etiraz", "İddianı qəbul etmirəm.", "Nümunə № 06"), "Etiraz", 1, wrapped=False),
    )
    return Sample(
        "objection-without-duty",
        "Rüsum tələb olunmayan etiraz",
        "Objection, for which no duty is due",
        "Documents that cost no duty need no Fee element. The signature is Ed25519.",
        "lxml",
        with_lxml(build(filing), cast.elchin_ed25519),
        registered(),
    )


def _special_proceedings(cast: Cast) -> Sample:
    filing = claim(
        7,
        LEYLA,
        None,
        "100.00",
        document_type="special-proceedings-application",
        procedure="special",
        title="Hüquqi əhəmiyyətli faktın müəyyən edilməsi",
        parties=[claimant(LEYLA, "applicant")],
        fee=Fee("special-proceedings", "100.00", [payment(7, "100.00")]),
        lead=Document(
            "erize.pdf", pdf("Ərizə", "Hüquqi əhəmiyyətli faktın müəyyən edilməsi haqqında", "Nümunə № 07"), "Ərizə", 1
        ),
    )
    return Sample(
        "special-proceedings",
        "Xüsusi icraat üzrə ərizə, tək daxili imza ilə",
        "Special proceedings, with a lone enveloped signature",
        'A single signer may put one enveloped signature (URI="") as last child of the root instead of Signatures.',
        "xmlsec1",
        with_xmlsec1(build(filing), cast.leyla, lone=True),
        registered("100.00"),
    )


def _first_electronic(cast: Cast) -> Sample:
    filing = claim(
        8,
        ELCHIN,
        fee=Fee("valued-claim", "63.00", [payment(8, "63.00")], discount=Relief("first-electronic-claim")),
    )
    return Sample(
        "first-electronic-discount",
        "İlk elektron iddia üzrə 10 % güzəşt",
        "Discount for the first electronic claim",
        "A natural person's first civil claim through the system costs a tenth less: 70.00 becomes 63.00.",
        "signxml",
        with_signxml(build(filing), cast.elchin),
        registered("63.00"),
    )


def _exemption(cast: Cast) -> Sample:
    filing = claim(
        9,
        LEYLA,
        other=EMPLOYER,
        title="Ödənilməmiş əməkhaqqının tutulması",
        fee=Fee("valued-claim", "0.00", exemption=Relief("labour", "d-contract")),
        attachments=[
            Document(
                "emek-muqavilesi.pdf",
                pdf("Əmək müqaviləsi", f"İşçi: {label(LEYLA)}", "Nümunə № 09"),
                "Əmək müqaviləsi",
                1,
                identifier="d-contract",
            )
        ],
    )
    return Sample(
        "exemption-claimed",
        "Rüsumdan azad olunma iddiası",
        "Exemption from the duty is claimed",
        "An exemption is a claim with ground and evidence: the filing is registered and flagged for the judge.",
        "lxml",
        with_lxml(build(filing), cast.leyla),
        registered("0.00", "FEE_EXEMPTION_CLAIMED"),
    )


def _pay_online(cast: Cast) -> Sample:
    filing = claim(
        10,
        AYSEL,
        "800.00",
        "30.00",
        fee=Fee("valued-claim", "30.00", [payment(10, "30.00", channel="online", bin="411111")]),
    )
    return Sample(
        "pay-online",
        "«Onlayn ödə» ilə ödənilmiş rüsum",
        "Duty paid by “pay online”",
        "For an online payment the first six digits of the card are stated, never more.",
        "signxml",
        with_signxml(build(filing), cast.aysel),
        registered("30.00"),
    )


def _two_signers(cast: Cast) -> Sample:
    filing = claim(
        11,
        AYSEL,
        "40000.00",
        "210.00",
        EMPLOYER,
        title="İki iddiaçının birgə iddiası",
        parties=[claimant(AYSEL), claimant(ELCHIN), respondent(EMPLOYER)],
    )
    root = with_xmlsec1(build(filing), cast.aysel)
    return Sample(
        "two-signers",
        "İki iddiaçının imzası",
        "Signed by two claimants",
        "Several people sign the same content element by #Id, each with a tool of their own; order does not matter.",
        "xmlsec1, signxml",
        with_signxml(root, cast.elchin),
        registered("210.00"),
    )


def _lone_xades(cast: Cast) -> Sample:
    filing = claim(
        12,
        RASHAD,
        None,
        "100.00",
        title="Qeyri-əmlak tələbi üzrə iddia",
        fee=Fee("non-valued-claim", "100.00", [payment(12, "100.00")]),
        lead=Document(
            "iddia.pdf", pdf("İddia ərizəsi", "Qeyri-əmlak tələbi", "Nümunə № 12"), "İddia ərizəsi", 1, wrapped=False
        ),
    )
    return Sample(
        "lone-enveloped-xades",
        "Tək daxili XAdES imzası",
        "Lone enveloped XAdES signature",
        "XAdES with SigningCertificateV2 in the enveloped form, as signing libraries make it by default.",
        "signxml",
        with_signxml(build(filing), cast.rashad, lone=True),
        registered("100.00"),
    )


def _pss(cast: Cast) -> Sample:
    filing = claim(
        13,
        COMPANY,
        "2000000.00",
        "1790.00",
        SUPPLIER,
        procedure="commercial",
        title="Tədarük müqaviləsi üzrə zərərin ödənilməsi",
    )
    return Sample(
        "rsa-pss-xades",
        "RSA-PSS imzalı iri iddia",
        "Large claim signed with RSA-PSS",
        "Above one million the duty is 1,290 and 0.05 % of the rest.",
        "signxml",
        with_signxml(build(filing), cast.company_rsa, pss=True),
        registered("1790.00"),
    )


def _pictures(cast: Cast) -> Sample:
    filing = claim(
        14,
        AYSEL,
        "9500.00",
        "115.00",
        title="Yol qəzası ilə vurulmuş zərərin ödənilməsi",
        attachments=[
            Document("hadise-yeri.jpg", jpeg("Hadisə yeri", "Nümunə № 14"), "Fotoşəkil"),
            Document("qebz.png", png("Təmir qəbzi: 9500.00 AZN", "Nümunə № 14"), "Təmir qəbzi"),
        ],
    )
    return Sample(
        "jpeg-and-png",
        "Fotoşəkil və qəbz əlavəli iddia",
        "Claim with a photograph and a receipt",
        "JPEG and PNG attachments are taken; what a file is, is read from its octets and must equal MediaType.",
        "lxml",
        with_lxml(build(filing), cast.aysel, xades=True),
        registered("115.00"),
    )


def _business(cast: Cast) -> Sample:
    filing = claim(
        15, SUPPLIER, "64000.00", "282.00", COMPANY, procedure="commercial", title="Mal üzrə borcun tutulması"
    )
    return Sample(
        "asan-imza-business",
        "Sahibkarın ASAN İmza ilə iddiası",
        "Claim by a business with ASAN İmza",
        "A business certificate names both the person (FİN) and the company (VÖEN) for which the person signs.",
        "xmlsec1",
        with_xmlsec1(build(filing), cast.supplier, xades=True),
        registered("282.00"),
    )


def _overpaid_by_another(cast: Cast) -> Sample:
    filing = claim(
        16,
        AYSEL,
        "3000.00",
        "50.00",
        fee=Fee("valued-claim", "50.00", [payment(16, "30.00"), payment(16, "30.00", 2, payer=ELCHIN)]),
    )
    return Sample(
        "split-and-overpaid",
        "Hissə-hissə və artıq ödənilmiş rüsum",
        "Duty paid in parts, partly by another, and too much",
        "Two payments add up. Too much paid and another payer are lawful: warnings, and the filing is registered.",
        "lxml",
        with_lxml(build(filing), cast.aysel),
        registered("50.00", "FEE_PAID_OVER", "PAYMENT_BY_ANOTHER"),
    )


def _dwelling(cast: Cast) -> Sample:
    filing = claim(
        17,
        LEYLA,
        "85000.00",
        "100.00",
        title="Mənzil üzərində mülkiyyət hüququnun tanınması",
        channel="participants",
        fee=Fee("dwelling-claim", "100.00", [payment(17, "100.00")]),
    )
    return Sample(
        "dwelling-claim",
        "Öz mənzili barədə iddia",
        "Claim about one's own dwelling",
        "A claim about an own dwelling or plot costs 100.00, whatever its value. The package names its channel.",
        "xmlsec1",
        with_xmlsec1(build(filing), cast.leyla),
        registered("100.00"),
        channel="participants",
    )

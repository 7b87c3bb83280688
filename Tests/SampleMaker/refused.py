"""Samples that the intake refuses, holds or sets aside, each for one reason that its folder names."""

from __future__ import annotations

import copy

from documents import encrypted_pdf, pdf, png
from good import claim, label, payment
from lxml import etree
from packages import Document, Fee, Organisation, Relief, add, build
from people import AYSEL, COMPANY, ELCHIN, GUNEL, LEYLA, RASHAD, Cast, claimant, respondent
from sample import Outcome, Sample, registered, rejected, serialised
from signing import DS, NS, with_lxml, with_signxml, with_xmlsec1

SUBMISSION = "/SubmissionPackage/Submission"
SIGNATURE = "/SubmissionPackage/Signatures/Signature"


def samples(cast: Cast) -> list[Sample]:
    return [
        *_signature_samples(cast),
        *_identity_samples(cast),
        *_fee_samples(cast),
        *_addressing_samples(cast),
        *_content_samples(cast),
        *_document_samples(cast),
        *_repetition_samples(cast),
        *_xml_samples(cast),
    ]


# Signatures


def _signature_samples(cast: Cast) -> list[Sample]:
    part = build(claim(28, lead=Document("erize.pdf", pdf("Ərizə", "Nümunə № 28"), "Ərizə", 1, identifier="d-lead")))
    return [
        Sample(
            "unsigned",
            "İmzasız paket",
            "Package without a signature",
            "Nothing can be registered that nobody signed.",
            "none",
            build(claim(23)),
            rejected("SIGNATURE_MISSING", at=[SUBMISSION]),
        ),
        Sample(
            "tampered-after-signing",
            "İmzadan sonra dəyişdirilmiş paket",
            "Package changed after it was signed",
            "One digit of the claim value was changed after signing; the digest no longer matches.",
            "xmlsec1",
            _tampered(with_xmlsec1(build(claim(24)), cast.aysel)),
            # The duty is assessed from what is read, so the changed value has its own findings.
            rejected("FEE_DECLARED_DIFFERS", "FEE_PAID_SHORT", "SIGNATURE_HASH_FAILURE"),
        ),
        Sample(
            "signature-value-broken",
            "İmza dəyəri zədələnmiş paket",
            "Package with a damaged signature value",
            "The content is intact, the signature value is not: the key did not sign this.",
            "lxml",
            _broken_value(with_lxml(build(claim(25)), cast.aysel)),
            rejected("SIGNATURE_CRYPTO_FAILURE"),
        ),
        Sample(
            "wrapped-signature",
            "Köçürülmüş imzalı məzmun (XSW)",
            "Wrapped signature (XSW)",
            "The signed content was moved into the signature and another put in its place; the digest is right, but "
            "what would be read is not what was signed.",
            "lxml",
            _wrapped(cast),
            rejected(
                "FEE_DECLARED_DIFFERS", "FEE_PAID_SHORT", "SIGNATURE_COVERAGE_PARTIAL", at=[SIGNATURE], item="submission-2"
            ),
        ),
        Sample(
            "wrapped-signature-same-id",
            "Eyni Id ilə təkrarlanmış məzmun",
            "Wrapped signature, Id used twice",
            "With two elements of one Id nobody can say which was signed.",
            "lxml",
            _wrapped(cast, same_id=True),
            rejected("FEE_DECLARED_DIFFERS", "FEE_PAID_SHORT", "SIGNATURE_IDS_NOT_UNIQUE"),
        ),
        Sample(
            "partial-coverage",
            "Yalnız bir hissəsi imzalanmış paket",
            "Signature over a part only",
            "Only the lead document is signed; the claim value, the parties and the fee are not.",
            "lxml",
            with_lxml(part, cast.aysel, target=part.find(f".//{{{NS}}}LeadDocument")),
            rejected("SIGNATURE_COVERAGE_PARTIAL", at=["/SubmissionPackage/Submission"]),
        ),
        Sample(
            "signxml-exclusive-trap",
            "signxml ilə səhv qurulmuş XAdES imzası",
            "signxml XAdES set up the wrong way",
            "With exclusive canonicalization signxml digests SignedProperties in a form that its own reference does "
            "not name; choose Canonical XML 1.0 there, as the registered samples do.",
            "signxml",
            with_signxml(build(claim(29)), cast.aysel, exclusive=True),
            # One for the properties, one for KeyInfo.
            rejected("SIGNATURE_HASH_FAILURE", "SIGNATURE_HASH_FAILURE"),
        ),
    ]


def _tampered(root: etree._Element) -> etree._Element:
    value = root.find(f".//{{{NS}}}ClaimValue")
    value.text = value.text.replace("5000", "6000")
    return root


def _broken_value(root: etree._Element) -> etree._Element:
    value = root.find(f".//{{{DS}}}SignatureValue")
    value.text = ("B" if value.text[0] == "A" else "A") + value.text[1:]
    return root


def _wrapped(cast: Cast, same_id: bool = False) -> etree._Element:
    number = 27 if same_id else 26
    root = with_lxml(build(claim(number)), cast.aysel)
    genuine = root[0]
    forged = copy.deepcopy(genuine)
    forged.set("Id", genuine.get("Id") if same_id else "submission-2")
    forged.find(f"{{{NS}}}ClaimValue").text = "9999999.00"
    # Ids inside the genuine content must not be the reason for the refusal.
    for element in forged.iter():
        if element is not forged and element.get("Id"):
            element.set("Id", f"x-{element.get('Id')}")
    filer = forged.find(f"{{{NS}}}Filer")
    filer.set("participant", f"x-{filer.get('participant')}")
    root.replace(genuine, forged)
    forged.tail = genuine.tail
    genuine.tail = None
    container = etree.SubElement(root.find(f".//{{{DS}}}Signature"), f"{{{DS}}}Object")
    container.append(genuine)
    return root


# Who signs


def _identity_samples(cast: Cast) -> list[Sample]:
    held = claim(
        31,
        AYSEL,
        "7000.00",
        "90.00",
        representative=(GUNEL, ("ETB-2026/0417", "2026-04-01", "2027-04-01")),
        attachments=[
            Document(
                "etibarname.pdf", pdf("Etibarnamə", f"{label(AYSEL)} → {label(GUNEL)}", "Nümunə № 31"), "Etibarnamə", 1
            )
        ],
    )
    return [
        Sample(
            "wrong-signer",
            "İddiaçının deyil, başqasının imzası",
            "Signed by somebody else",
            "The signature is valid, but its FİN is not the filer's and no representative is named.",
            "xmlsec1",
            with_xmlsec1(build(claim(30)), cast.rashad),
            rejected("SIGNER_NOT_FILER", duty="70.00", at=[SIGNATURE]),
        ),
        Sample(
            "representative-unproven",
            "Yalnız əlavə edilmiş etibarnamə",
            "Representative with an attached power of attorney",
            "A power of attorney that the representative merely attaches proves nothing by itself: a clerk decides.",
            "xmlsec1",
            with_xmlsec1(build(held), cast.gunel),
            [Outcome("HELD", ["REPRESENTATIVE_AUTHORITY_UNPROVEN"], "90.00", [f"{SUBMISSION}/Representative"])],
        ),
        Sample(
            "expired-certificate",
            "Müddəti bitmiş sertifikat",
            "Expired certificate",
            "The certificate ended in 2022; the claimed signing time does not help.",
            "signxml",
            with_signxml(build(claim(32)), cast.expired),
            rejected("CERTIFICATE_EXPIRED"),
        ),
        Sample(
            "unknown-issuer",
            "Siyahıda olmayan sertifikat mərkəzi",
            "Unknown issuer",
            "The signature is sound, but no path leads from its certificate to a trusted anchor.",
            "xmlsec1",
            with_xmlsec1(build(claim(33)), cast.unknown_issuer),
            rejected("CERTIFICATE_CHAIN_NOT_FOUND"),
        ),
        Sample(
            "impostor-issuer",
            "Eyni adlı saxta sertifikat mərkəzi",
            "Impostor with the issuer's own name",
            "An issuer's name proves nothing; the chain is built by signatures.",
            "lxml",
            with_lxml(build(claim(34)), cast.impostor, xades=True),
            rejected("CERTIFICATE_CHAIN_NOT_FOUND"),
        ),
    ]


# State duty


def _fee_samples(cast: Cast) -> list[Sample]:
    short = claim(35, RASHAD, "25000.00", "165.00", fee=Fee("valued-claim", "165.00", [payment(35, "100.00")]))
    corrected = claim(
        35,
        RASHAD,
        "25000.00",
        "165.00",
        fee=Fee("valued-claim", "165.00", [payment(35, "100.00"), payment(35, "65.00", 2)]),
        lead=short.lead,
    )
    reused = claim(37, AYSEL, fee=Fee("valued-claim", "70.00", [payment(1, "70.00")]))
    miscounted = claim(38, LEYLA, "25000.00", fee=Fee("valued-claim", "120.00", [payment(38, "165.00")]))
    no_fee = claim(39, LEYLA, fee=None)
    company_discount = claim(
        40,
        COMPANY,
        fee=Fee("valued-claim", "63.00", [payment(40, "63.00")], discount=Relief("first-electronic-claim")),
    )
    return [
        Sample(
            "duty-short",
            "Tam ödənilməmiş dövlət rüsumu",
            "State duty paid short",
            "165.00 are due for 25,000.00, 100.00 were paid.",
            "xmlsec1",
            with_xmlsec1(build(short), cast.rashad),
            rejected("FEE_PAID_SHORT", duty="165.00", at=[f"{SUBMISSION}/Fee"]),
        ),
        Sample(
            "corrected-resubmission",
            "Düzəldilmiş paket eyni nömrə ilə",
            "Corrected resubmission",
            "A refusal uses up neither the message id nor the payment: the rest was paid, and the same id registers.",
            "xmlsec1",
            with_xmlsec1(build(corrected), cast.rashad),
            registered("165.00"),
        ),
        Sample(
            "duty-reused",
            "Artıq istifadə olunmuş ödəniş",
            "Payment used before",
            "The operation number already paid for the first sample.",
            "lxml",
            with_lxml(build(reused), cast.aysel),
            rejected("PAYMENT_ALREADY_USED", duty="70.00", at=[f"{SUBMISSION}/Fee/Payment/OperationNumber"]),
        ),
        Sample(
            "duty-declared-differs",
            "Səhv hesablanmış, lakin tam ödənilmiş rüsum",
            "Duty declared wrongly but paid in full",
            "What is due follows from the tariff, not from the declared amount; paid in full, it is only a warning.",
            "lxml",
            with_lxml(build(miscounted), cast.leyla),
            registered("165.00", "FEE_DECLARED_DIFFERS"),
        ),
        Sample(
            "duty-missing",
            "Rüsum məlumatı olmayan iddia",
            "Claim without fee data",
            "A statement of claim needs a Fee element.",
            "lxml",
            with_lxml(build(no_fee), cast.leyla),
            rejected("FEE_MISSING", at=[SUBMISSION]),
        ),
        Sample(
            "discount-not-for-companies",
            "Təşkilatın tələb etdiyi güzəşt",
            "Discount claimed by a company",
            "The discount for the first electronic claim is for natural persons; without it 70.00 are due.",
            "signxml",
            with_signxml(build(company_discount), cast.company),
            rejected("FEE_DECLARED_DIFFERS", "FEE_DISCOUNT_NOT_APPLICABLE", "FEE_PAID_SHORT", duty="70.00"),
        ),
    ]


# Where to


def _addressing_samples(cast: Cast) -> list[Sample]:
    return [
        Sample(
            "wrong-court",
            "Mövcud olmayan məhkəmə kodu",
            "Unknown court",
            "No court of the directory has the code 999.",
            "lxml",
            with_lxml(build(claim(41, court="999")), cast.aysel),
            rejected("COURT_UNKNOWN", duty="70.00", at=[f"{SUBMISSION}/Destination/Court"]),
        ),
        Sample(
            "replayed-on-another-channel",
            "Başqa kanala qoyulmuş paket",
            "Replayed on another channel",
            "The signed content names the channel participants; dropped into another, the same bytes are refused.",
            "xmlsec1",
            with_xmlsec1(build(claim(42, channel="participants")), cast.aysel),
            rejected("DESTINATION_CHANNEL_MISMATCH", duty="70.00", at=[f"{SUBMISSION}/Destination/Channel"]),
        ),
        Sample(
            "submission-on-court-channel",
            "Məhkəmə kanalına qoyulmuş ərizə",
            "Submission on a court's scan channel",
            "A channel takes only the kinds that its settings name.",
            "lxml",
            with_lxml(build(claim(43, court="103")), cast.aysel),
            rejected("PACKAGE_KIND_NOT_ALLOWED", duty="70.00"),
            channel="court-103",
        ),
    ]


# What is filed


def _content_samples(cast: Cast) -> list[Sample]:
    card = claim(46, title="Rüsum 4111111111111111 kartı ilə ödənilib")
    many = claim(
        45,
        AYSEL,
        document_type="statement-of-claim",
        case="2(50)-88/26",
        parties=[claimant(AYSEL), respondent(Organisation("Xəta Nümunəsi MMC", "99900000"))],
        fee=Fee(
            "valued-claim", "70.00", [payment(45, "70.00", channel="online", bin="41111111", paid_on="2031-05-01")]
        ),
        attachments=[Document("iddia-erizesi.pdf", pdf("Əlavə", "Nümunə № 45"), "Əlavə", 1)],
    )
    return [
        Sample(
            "schema-faults",
            "Sxemə uyğun olmayan paket",
            "Several faults against the schema",
            "All faults come at once, each with its line and path.",
            "lxml",
            with_lxml(_against_schema(), cast.aysel),
            rejected(
                "SCHEMA_ATTRIBUTE_INVALID",
                "SCHEMA_ATTRIBUTE_MISSING",
                "SCHEMA_ELEMENT_MISSING",
                "SCHEMA_ELEMENT_UNEXPECTED",
                "SCHEMA_VALUE_INVALID",
                "SCHEMA_VALUE_INVALID",
                at=[
                    "/SubmissionPackage",
                    f"{SUBMISSION}/SentAt",
                    f"{SUBMISSION}/Participants/Participant[1]/Role",
                    f"{SUBMISSION}/Participants/Participant[2]/Person",
                    f"{SUBMISSION}/Fee/Discount/Evidence",
                    f"{SUBMISSION}/Remark",
                ],
            ),
        ),
        Sample(
            "many-faults",
            "Məzmununda bir neçə səhv olan paket",
            "Several faults in the content",
            "Everything that is wrong is told in one answer, so that one correction is enough.",
            "lxml",
            with_lxml(build(many), cast.aysel),
            rejected(
                "CARD_BIN_MALFORMED",
                "CASE_NUMBER_MALFORMED",
                "DOCUMENT_NAME_REPEATED",
                "PAYMENT_DATE_IN_FUTURE",
                "VOEN_MALFORMED",
                duty="70.00",
            ),
        ),
        Sample(
            "card-number-in-text",
            "Mətndə bank kartı nömrəsi",
            "Card number in a text",
            "A full card number is refused and masked wherever the text is repeated.",
            "signxml",
            with_signxml(build(card), cast.aysel),
            rejected("CARD_NUMBER_FOUND", duty="70.00", at=[f"{SUBMISSION}/Title"]),
        ),
    ]


def _against_schema() -> etree._Element:
    filing = claim(
        44, fee=Fee("valued-claim", "63.00", [payment(44, "63.00")], discount=Relief("first-electronic-claim", "p1"))
    )
    root = build(filing)
    submission = root[0]
    root.set("version", "1.1")
    submission.find(f"{{{NS}}}SentAt").text = "dünən"
    # At the end: after an unexpected element libxml2 no longer looks at its siblings.
    add(submission, "Remark", "Sxemdə belə element yoxdur")
    people = submission.find(f"{{{NS}}}Participants")
    people[0].find(f"{{{NS}}}Role").text = "plaintiff"
    debtor = people[1].find(f"{{{NS}}}Person")
    debtor.remove(debtor.find(f"{{{NS}}}GivenName"))
    del submission.find(f".//{{{NS}}}Evidence").attrib["document"]
    return root


# Documents


def _document_samples(cast: Cast) -> list[Sample]:
    locked = claim(47, lead=Document("erize.pdf", encrypted_pdf("Ərizə", "Nümunə № 47"), "Ərizə", 1))
    whole = pdf("Ərizə", "Nümunə № 48: ödəniş cədvəli əlavə olunur", compressed=False)
    # One digit of the page's size: still a PDF of the same length, but not the one that was signed.
    changed = whole.replace(b"841.8898", b"841.8897", 1)
    assert changed != whole
    exchanged = claim(48, lead=Document("erize.pdf", changed, "Ərizə", 1, beside=True, stated=whole))
    torn_pdf = pdf("Ərizə", "Nümunə № 49", pages=3)
    torn = claim(49, lead=Document("erize.pdf", torn_pdf[: len(torn_pdf) // 2], "Ərizə", 3))
    disguised = claim(50, attachments=[Document("qebz.pdf", png("Qəbz", "Nümunə № 50"), "Qəbz")])
    office = claim(
        51,
        attachments=[
            Document("cedvel.xlsx", b"PK\x03\x04" + bytes(26), "Cədvəl", media_type="application/vnd.ms-excel")
        ],
    )
    lead = f"{SUBMISSION}/LeadDocument"
    return [
        Sample(
            "encrypted-pdf",
            "Parolla bağlanmış PDF",
            "Encrypted PDF",
            "A court cannot read, print or keep a document that needs a password.",
            "lxml",
            with_lxml(build(locked), cast.aysel),
            rejected("DOCUMENT_ENCRYPTED", duty="70.00", at=[f"{lead}/Content"]),
        ),
        Sample(
            "hash-mismatch",
            "Faylı dəyişdirilmiş qovluq paketi",
            "Folder with an exchanged file",
            "The file has the stated size, but not the SHA-256 that was signed; .done says that nothing more comes.",
            "xmlsec1",
            with_xmlsec1(build(exchanged), cast.aysel),
            rejected("DOCUMENT_HASH_MISMATCH", duty="70.00", at=[f"{lead}/SHA256"]),
            folder=exchanged,
            marked=True,
        ),
        Sample(
            "truncated-pdf",
            "Yarımçıq PDF",
            "Truncated PDF",
            "The PDF ends before its end mark: it was cut before it was signed.",
            "lxml",
            with_lxml(build(torn), cast.aysel),
            rejected("DOCUMENT_TRUNCATED", duty="70.00", at=[f"{lead}/Content"]),
        ),
        Sample(
            "media-type-mismatch",
            "PDF kimi təqdim edilmiş şəkil",
            "Picture declared as PDF",
            "The octets are PNG, MediaType says PDF.",
            "lxml",
            with_lxml(build(disguised), cast.aysel),
            rejected("DOCUMENT_MEDIA_TYPE_MISMATCH", duty="70.00", at=[f"{SUBMISSION}/Attachment/MediaType"]),
        ),
        Sample(
            "media-type-not-accepted",
            "Qəbul edilməyən fayl növü",
            "File type that is not taken",
            "PDF, TIFF, JPEG, PNG and XML are taken, nothing else.",
            "lxml",
            with_lxml(build(office), cast.aysel),
            rejected("DOCUMENT_MEDIA_TYPE_NOT_ACCEPTED", duty="70.00", at=[f"{SUBMISSION}/Attachment/MediaType"]),
        ),
    ]


# What came before


def _repetition_samples(cast: Cast) -> list[Sample]:
    first = serialised(with_xmlsec1(build(claim(52, ELCHIN)), cast.elchin))
    other = claim(54, ELCHIN, "8000.00", "100.00", message="demo-52")
    return [
        Sample(
            "sent-once",
            "İlk dəfə göndərilmiş paket",
            "Package sent for the first time",
            "Registers; the next two samples repeat its message id.",
            "xmlsec1",
            first,
            registered("70.00"),
        ),
        Sample(
            "duplicate",
            "Eyni paketin təkrarı",
            "The same package again",
            "Same message id, same bytes: nothing is registered twice, the first receipt is sent again.",
            "xmlsec1",
            first,
            [Outcome("DUPLICATE", ["SUBMISSION_DUPLICATE"])],
        ),
        Sample(
            "conflict",
            "Eyni nömrə, başqa məzmun",
            "Same message id, other content",
            "A message id that was registered stands for that content for ever.",
            "xmlsec1",
            with_xmlsec1(build(other), cast.elchin),
            [Outcome("CONFLICT", ["SUBMISSION_CONFLICT"])],
        ),
    ]


# XML


def _xml_samples(cast: Cast) -> list[Sample]:
    signed = serialised(with_lxml(build(claim(55)), cast.aysel))
    laughs = "".join(f'  <!ENTITY l{level} "{f"&l{level - 1};" * 10}">\n' for level in range(1, 10))
    doctype = f'<!DOCTYPE SubmissionPackage [\n  <!ENTITY l0 "gülüş">\n{laughs}]>\n'.encode()
    declaration, body = signed.split(b"\n", 1)
    bomb = declaration + b"\n" + doctype + body.replace("Borc müqaviləsi".encode(), b"&l9;", 1)
    # 0xFE never occurs in UTF-8; windows-1254 writes ş so.
    garbled = serialised(with_lxml(build(claim(56)), cast.aysel)).replace("ş".encode(), b"\xfe", 1)
    cut = serialised(with_lxml(build(claim(57)), cast.aysel)).replace(b"</Submission>", b"</Submision>", 1)
    foreign = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:example:invoice"><Total>70.00</Total></Invoice>\n'
    )
    return [
        Sample(
            "doctype-entities",
            "DOCTYPE və entity olan paket",
            "DOCTYPE with entities (billion laughs)",
            "A document type declaration is refused before any entity is expanded.",
            "lxml",
            bomb,
            [Outcome("REJECTED", ["XML_DOCTYPE_FORBIDDEN"], item="1")],
        ),
        Sample(
            "bad-encoding",
            "UTF-8 olmayan simvol",
            "Octet that is not UTF-8",
            "The text was written in windows-1254 and called UTF-8.",
            "lxml",
            garbled,
            [Outcome("REJECTED", ["XML_ENCODING_INVALID"], item="1")],
        ),
        Sample(
            "malformed-xml",
            "Bağlanmamış element",
            "XML that is not well-formed",
            "The end tag is misspelt; the finding names the line.",
            "lxml",
            cut,
            [Outcome("REJECTED", ["XML_MALFORMED"], item="1")],
        ),
        Sample(
            "another-document",
            "Başqa növ XML",
            "XML of another kind",
            "An invoice is no submission package: we cannot say what to do with it, so it is kept aside.",
            "none",
            foreign,
            [Outcome("QUARANTINED", ["PACKAGE_ROOT_UNKNOWN"], item="1")],
        ),
        Sample(
            "not-xml",
            "XML olmayan fayl",
            "Not XML at all",
            "A PDF was dropped by itself: kept aside for a person to look at.",
            "none",
            pdf("Məktub", "Bu fayl paket deyil."),
            [Outcome("QUARANTINED", ["PACKAGE_NOT_XML"], item="1")],
        ),
    ]

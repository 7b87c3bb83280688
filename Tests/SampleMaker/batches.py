"""Scan batches of a court: sealed by the court's certificate, each item decided by itself."""

from __future__ import annotations

from documents import pdf, tiff
from packages import Document, ScanBatch, ScanItem, build
from people import Cast
from sample import Outcome, Sample
from signing import with_lxml, with_signxml, with_xmlsec1


def samples(cast: Cast) -> list[Sample]:
    return [_folder(cast), _one_bad_item(cast), _embedded(cast), _sealed_by_person(cast), _sealed_by_other_court(cast)]


def scan(number: int, item: int, pages: int = 1, beside: bool = True) -> Document:
    return Document(
        f"skan-{item:03}.tif",
        tiff("Skan edilmiş məktub", f"Nümunə № {number}, sənəd {item}", pages=pages),
        pages=pages,
        beside=beside,
    )


def letter(number: int, item: int, beside: bool = True) -> Document:
    return Document(
        f"skan-{item:03}.pdf", pdf("Skan edilmiş sənəd", f"Nümunə № {number}, sənəd {item}"), pages=1, beside=beside
    )


def _outcomes(verdicts: dict[str, Outcome]) -> list[Outcome]:
    for item, outcome in verdicts.items():
        outcome.item = item
    return list(verdicts.values())


def _folder(cast: Cast) -> Sample:
    batch = ScanBatch(
        "demo-batch-18",
        [
            ScanItem("item-1", "letter", "Vətəndaşın məktubu", 3, [scan(18, 1, 3)], case="2(103)-417/2026"),
            ScanItem(
                "item-2", "motion", "İşin təxirə salınması barədə vəsatət", 1, [letter(18, 2)], case="2(103)-52/2025"
            ),
            ScanItem(
                "item-3", "evidence", "Sübut: çek və arayış", 3, [scan(18, 3, 2), letter(18, 4)], case="2(103)-417/2026"
            ),
        ],
    )
    return Sample(
        "scan-batch",
        "Skan edilmiş sənədlər qovluğu",
        "Folder of scanned documents",
        "One drop, three documents, three registration numbers; the court's seal stands for all of them.",
        "xmlsec1",
        with_xmlsec1(build(batch), cast.court_103),
        _outcomes({f"item-{number}": Outcome("REGISTERED") for number in (1, 2, 3)}),
        channel="court-103",
        folder=batch,
    )


def _one_bad_item(cast: Cast) -> Sample:
    batch = ScanBatch(
        "demo-batch-19",
        [
            ScanItem("item-1", "letter", "Arayış", 1, [scan(19, 1)], case="2(103)-601/2026"),
            ScanItem("item-2", "letter", "İş nömrəsi səhv oxunmuş məktub", 1, [scan(19, 2)], case="2(103)-60l/2026"),
            ScanItem("item-3", "objection", "Etiraz", 1, [letter(19, 3)], case="2(103)-602/2026"),
        ],
    )
    return Sample(
        "scan-batch-one-bad-item",
        "Bir sənədi səhv olan skan qovluğu",
        "Scan batch with one bad item",
        "Items stand alone: the misread case number refuses one document, its neighbours are registered.",
        "signxml",
        with_signxml(build(batch), cast.court_103_rsa),
        _outcomes(
            {
                "item-1": Outcome("REGISTERED"),
                "item-2": Outcome(
                    "REJECTED", ["CASE_NUMBER_MALFORMED"], at=["/SubmissionPackage/ScanBatch/Item[2]/Case/Number"]
                ),
                "item-3": Outcome("REGISTERED"),
            }
        ),
        channel="court-103",
        folder=batch,
    )


def _embedded(cast: Cast) -> Sample:
    torn = scan(20, 2, beside=False)
    torn.data = torn.data[: len(torn.data) * 2 // 3]
    batch = ScanBatch(
        "demo-batch-20",
        [
            ScanItem("item-1", "letter", "Məktub", 1, [letter(20, 1, beside=False)], case="2(103)-603/2026"),
            ScanItem("item-2", "letter", "Yarımçıq skan", 1, [torn], case="2(103)-604/2026"),
        ],
    )
    return Sample(
        "scan-batch-truncated-tiff",
        "Tək fayl şəklində skan paketi, biri yarımçıq",
        "Scan batch as one file, one TIFF truncated",
        "A scan that ends before its own directory is refused although size and hash agree with what was stated.",
        "lxml",
        with_lxml(build(batch), cast.court_103),
        _outcomes(
            {
                "item-1": Outcome("REGISTERED"),
                "item-2": Outcome(
                    "REJECTED", ["DOCUMENT_TRUNCATED"], at=["/SubmissionPackage/ScanBatch/Item[2]/File/Content"]
                ),
            }
        ),
        channel="court-103",
    )


def _sealed_by_person(cast: Cast) -> Sample:
    batch = ScanBatch(
        "demo-batch-21",
        [
            ScanItem("item-1", "letter", "Məktub", 1, [letter(21, 1, beside=False)], case="2(103)-605/2026"),
        ],
    )
    return Sample(
        "scan-batch-sealed-by-person",
        "Məhkəmənin deyil, şəxsin imzaladığı skan paketi",
        "Scan batch signed by a person instead of the court",
        "A batch is the court's own act: only a seal listed for that court in courts.yaml counts.",
        "lxml",
        with_lxml(build(batch), cast.rashad),
        _outcomes({"item-1": Outcome("REJECTED", ["BATCH_SEAL_NOT_OF_COURT"], at=["/SubmissionPackage/ScanBatch"])}),
        channel="court-103",
    )


def _sealed_by_other_court(cast: Cast) -> Sample:
    batch = ScanBatch(
        "demo-batch-22",
        [
            ScanItem("item-1", "letter", "Məktub", 1, [letter(22, 1, beside=False)], case="2(103)-606/2026"),
        ],
    )
    return Sample(
        "scan-batch-sealed-by-other-court",
        "Başqa məhkəmənin möhürü ilə skan paketi",
        "Scan batch with another court's seal",
        "A genuine seal of another court does not open this court's register.",
        "lxml",
        with_lxml(build(batch), cast.court_050),
        _outcomes({"item-1": Outcome("REJECTED", ["BATCH_SEAL_NOT_OF_COURT"], at=["/SubmissionPackage/ScanBatch"])}),
        channel="court-103",
    )

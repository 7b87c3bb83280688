import Filing
import Testing

@testable import Intake

@Suite struct ContentSnifferTests {
  @Test(arguments: [
    ("<?xml version='1.0'?><a/>", "application/xml"), ("\u{FEFF}<a/>", "application/xml"),
    (" \n<a/>", "application/xml"), ("<!-- c --><a/>", "application/xml"), ("<1/>", nil), ("a < b", nil), ("", nil),
    ("<", nil), ("plain text", nil), ("PK\u{3}\u{4}", nil),
  ])
  func tellsXMLFromText(_ text: String, _ expected: String?) throws {
    #expect(try ContentSniffer.sniff(Array(text.utf8)) == SniffedContent(mediaType: expected))
  }

  @Test(arguments: [true, false], [true, false])
  func tellsXMLInUTF16(_ bigEndian: Bool, _ withMark: Bool) throws {
    let units = ((withMark ? "\u{FEFF}" : "") + "<?xml version='1.0'?><a/>").utf16
    let bytes = units.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try ContentSniffer.sniff(bytes).mediaType == "application/xml")
  }

  @Test func aPNGEndsWithItsEndChunk() throws {
    let png = SampleDocument.png
    #expect(try ContentSniffer.sniff(png) == SniffedContent(mediaType: "image/png"))
    #expect(try ContentSniffer.sniff(png + [0, 0, 0]) == SniffedContent(mediaType: "image/png"))
    for length in 8..<png.count {
      #expect(try ContentSniffer.sniff(Array(png.prefix(length))).isTruncated)
    }
  }

  @Test func aJPEGEndsAfterItsScanAndNotWithItsPreview() throws {
    let jpeg = SampleDocument.jpeg
    #expect(try ContentSniffer.sniff(jpeg) == SniffedContent(mediaType: "image/jpeg"))
    let padded = jpeg + [UInt8](repeating: 0, count: 200_000)
    #expect(try ContentSniffer.sniff(padded) == SniffedContent(mediaType: "image/jpeg"))
    for length in 3..<jpeg.count {
      #expect(try ContentSniffer.sniff(Array(jpeg.prefix(length))).isTruncated, "\(length) octets")
    }
  }

  @Test func anEndMarkerAcrossTheBorderOfTwoReadsIsFound() throws {
    // The windows that are searched end at multiples of 64 KB, less the overlap, before the end of the file.
    for padding in (65_530...65_540) {
      let padded = SampleDocument.jpeg + [UInt8](repeating: 0, count: padding)
      #expect(try !ContentSniffer.sniff(padded).isTruncated, "\(padding) octets")
    }
  }

  @Test func everyOctetOfAnImageMayBeAtAnyDistance() throws {
    // With windows of nothing, every read goes through the closure.
    for sample in [SampleDocument.jpeg, SampleDocument.tiff(littleEndian: true, big: false)] {
      let document = DocumentBytes(size: Int64(sample.count), head: Array(sample.prefix(4)), tail: []) {
        Array(sample[Int($0)..<min(Int($0) + $1, sample.count)])
      }
      #expect(try !ContentSniffer.sniff(document).isTruncated)
    }
  }

  @Test func aFailedReadComesOutUnchanged() throws {
    struct Gone: Error {}
    let sample = SampleDocument.jpeg
    let document = DocumentBytes(size: Int64(sample.count), head: Array(sample.prefix(4)), tail: []) { _, _ in
      throw Gone()
    }
    #expect(throws: Gone.self) { try ContentSniffer.sniff(document) }
  }
}

@Suite struct TIFFTests {
  @Test(arguments: [true, false], [true, false])
  func everythingItPointsToIsInside(_ littleEndian: Bool, _ big: Bool) throws {
    let tiff = SampleDocument.tiff(littleEndian: littleEndian, big: big)
    #expect(try ContentSniffer.sniff(tiff) == SniffedContent(mediaType: "image/tiff"))
    for length in 8..<tiff.count {
      #expect(try ContentSniffer.sniff(Array(tiff.prefix(length))).isTruncated, "\(length) octets")
    }
  }

  @Test func aChainThatReturnsToItselfEnds() throws {
    var tiff = SampleDocument.tiff(littleEndian: true, big: false)
    let directory = Int(tiff[4])
    let next = directory + 2 + 3 * 12
    tiff.replaceSubrange(next..<next + 4, with: [UInt8(directory), 0, 0, 0])
    #expect(try !ContentSniffer.sniff(tiff).isTruncated)
  }

  @Test func aPlainImageMayEndWithNULs() throws {
    var tiff = SampleDocument.tiff(littleEndian: true, big: false)
    tiff.replaceSubrange((tiff.count - 8)..., with: [UInt8](repeating: 0, count: 8))
    #expect(EndCheck(of: tiff) == .complete)
  }
}

@Suite struct EndCheckTests {
  @Test(arguments: [
    ("<a/>", EndCheck.complete), ("<a/>\n", .complete), ("", .incomplete(.beginningMissing)),
    ("<a", .incomplete(.beginningMissing)), ("<a b=", .incomplete(.xmlEndMissing)),
    ("<!-- <a/>", .incomplete(.xmlEndMissing)), ("<?xml ve", .incomplete(.xmlEndMissing)),
    ("<a b='/>'>", .incomplete(.xmlEndMissing)), ("<a b='>' c=\"/\"/>", .complete), ("<!DOCTYPE a><a>", .complete),
    ("<a>\0\0\0</a>", .incomplete(.trailingNULs)),
    ("<a></a>", .complete), ("<?xml version='1.0'?><!-- <b> -->\n<x:a b='c'>text</x:a >\n<!-- end -->", .complete),
    ("<a><b>half", .incomplete(.xmlEndMissing)), ("<a><b></b>", .incomplete(.xmlEndMissing)),
    ("<?xml version='1.0'?>\n<a>\n</b>\n", .incomplete(.xmlEndMissing)), ("<a></a>and more", .complete),
    ("<a/>\0\0", .incomplete(.trailingNULs)), ("text", .complete),
    ("text" + String(repeating: "\0", count: 600), .incomplete(.trailingNULs)),
    (String(repeating: "\0", count: 10), .incomplete(.beginningMissing)),
    ("%PDF-1.7\nhalf of", .incomplete(.pdfEndMissing)), ("II*\0\u{8}\0\0\0", .incomplete(.tiffEndMissing)),
    ("PK\u{3}\u{4}half of", .incomplete(.zipEndMissing)),
  ])
  func seesAFileThatIsStillOnItsWay(_ text: String, _ expected: EndCheck) {
    #expect(EndCheck(of: Array(text.utf8)) == expected)
  }

  @Test func aTextInUTF16MayEndWithOneNUL() {
    let bytes = "<a/>\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(EndCheck(of: bytes) == .complete)
  }

  @Test(arguments: [0, 20])
  func aZIPEndsWithItsDirectory(_ comment: Int) {
    let zip = SampleDocument.zip(commentLength: comment)
    #expect(EndCheck(of: zip) == .complete)
    for length in 4..<zip.count {
      #expect(EndCheck(of: Array(zip.prefix(length))) == .incomplete(.zipEndMissing), "\(length) octets")
    }
  }
}

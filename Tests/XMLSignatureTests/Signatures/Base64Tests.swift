import Foundation
import Testing

@testable import XMLSignature

/// RFC 4648 §4, strict but for XML white space.
struct Base64Tests {
  @Test(
    arguments: [
      ("", []), ("AA==", [0]), ("AAE=", [0, 1]), ("AAEC", [0, 1, 2]), (" A\tA\r\nE C ", [0, 1, 2]), ("A A = =", [0]),
      ("+/+/", [0xFB, 0xFF, 0xBF]),
    ] as [(String, [UInt8])])
  func goodTextIsDecoded(text: String, octets: [UInt8]) {
    #expect(Base64Decoder.octets(of: text) == octets)
  }

  @Test(arguments: [
    "A", "AA", "AAA", "A===", "AA=", "AAE", "=", "====", "AA==AA==", "AAE=A", "AB==", "AAF=", "AA-_", "AA.=", "AA==!",
    "A\u{0}AA",
    "A\u{A0}AA", "AAEC=",
  ])
  func everythingElseIsRefused(text: String) {
    #expect(Base64Decoder.octets(of: text) == nil)
  }

  @Test func piecesMayEndAnywhere() throws {
    let octets = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let text = Array(Data(octets).base64EncodedString(options: [.lineLength76Characters]).utf8)
    for size in [1, 2, 3, 5, 77, 4096, 65_537] {
      var decoder = Base64Decoder(into: OctetCollector())
      for start in stride(from: 0, to: text.count, by: size) {
        try text[start..<min(start + size, text.count)].withUnsafeBytes { try decoder.write($0) }
      }
      try decoder.finish()
      #expect(decoder.output.octets == octets, "pieces of \(size)")
    }
  }
}

import Filing
import Testing

@testable import Intake

/// How people write a certificate's fingerprint into settings.
@Suite struct FingerprintTests {
  private let digits = String(repeating: "0aB1", count: 16)

  @Test func itIsDigitsAloneOrPairsWithColonsAsOpenSSLPrintsThem() throws {
    let hash = try #require(ContentHash(hexadecimal: digits))
    #expect(ContentHash(fingerprint: digits) == hash)
    let pairs = stride(from: 0, to: 64, by: 2).map { String(digits.dropFirst($0).prefix(2)) }
    #expect(ContentHash(fingerprint: pairs.joined(separator: ":")) == hash)
    #expect(ContentHash(fingerprint: pairs.joined(separator: ":").lowercased()) == hash)
  }

  @Test(arguments: ["", ":", "0a:B1", "0aB1:", "0:aB1"])
  func whatIsNeitherIsNone(_ text: String) {
    #expect(ContentHash(fingerprint: text) == nil)
    #expect(ContentHash(fingerprint: text + String(digits.dropLast(text.count))) == nil || text.isEmpty)
  }
}

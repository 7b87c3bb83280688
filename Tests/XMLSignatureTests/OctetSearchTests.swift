import Testing

@testable import XMLSignature

/// The searches by vectors against the same searches one octet at a time.
@Suite struct OctetSearchTests {
  /// Each value of an octet at each place of a block and beside it, in text that is otherwise unremarkable.
  @Test func vectorsFindWhatSingleOctetsFind() {
    let length = 3 * MemoryLayout<OctetSearch.Block>.size + 5
    for value in UInt8.min...UInt8.max {
      for place in 0..<length {
        var octets = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        octets[place] = value
        expectAgreement(octets)
      }
    }
  }

  @Test func vectorsFindWhatSingleOctetsFindInNoise() {
    var generator = SystemRandomNumberGenerator()
    for length in 0..<200 {
      expectAgreement((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
      let few = Array("ABCabc+/=\n\n\n(~\u{7F}<]&>\r".utf8)
      expectAgreement((0..<length).map { _ in few.randomElement(using: &generator) ?? 0 })
    }
  }

  /// More hits than a lane can count.
  @Test(arguments: [0, 1, 15, 16, 17, 4079, 4080, 4081, 100_000]) func everyOctetIsCounted(count: Int) {
    let octets = [UInt8](repeating: UInt8(ascii: "\n"), count: count)
    octets.withUnsafeBytes { #expect(OctetSearch.count(of: UInt8(ascii: "\n"), in: $0) == count) }
    octets.withUnsafeBytes { #expect(OctetSearch.count(of: 0, in: $0) == 0) }
  }

  private func expectAgreement(_ octets: [UInt8]) {
    octets.withUnsafeBytes { memory in
      let plain = octets.firstIndex { !PlainText.isPlain($0) } ?? octets.count
      if PlainText.end(in: memory) != plain { Issue.record("plain text of \(octets) ends at \(plain)") }
      for escaping in [CanonicalEscaping.text, .attribute] {
        for start in [0, 1, octets.count / 2] where start <= octets.count {
          let special = octets[start...].firstIndex { escaping.replacement(for: $0) != nil } ?? octets.count
          if escaping.firstSpecial(in: memory, from: start) != special {
            Issue.record("\(escaping): the first special octet of \(octets) from \(start) is at \(special)")
          }
        }
      }
      let lineFeeds = octets.count { $0 == UInt8(ascii: "\n") }
      if OctetSearch.count(of: UInt8(ascii: "\n"), in: memory) != lineFeeds {
        Issue.record("\(octets) has \(lineFeeds) line feeds")
      }
    }
  }
}

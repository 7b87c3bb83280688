import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import XMLSignature

/// RFC 5280 §5: what is read of a list, and what makes it useless.
struct RevocationListTests {
  private let root = TestPKI.root
  private let plain = TestRevocationList(
    by: TestPKI.root, thisUpdate: TestAuthority.day(2026, 4), nextUpdate: TestAuthority.day(2026, 7))
  private let march = TestAuthority.day(2026, 3)

  @Test func aListSaysWhoIssuedItAndWhen() throws {
    let list = try plain.list()
    #expect(list.issuer == root.identity.record.subject)
    #expect(list.thisUpdate == TestAuthority.day(2026, 4))
    #expect(list.nextUpdate == TestAuthority.day(2026, 7))
    #expect(list.unsupported == nil)
    #expect(list.count == 0)
    #expect(list.signature(by: root.identity.record) == .valid)
    #expect(list.signature(by: TestPKI.intermediate.identity.record) == .invalid)
  }

  @Test func nextUpdateMayBeMissing() throws {
    #expect(try plain.with { $0.nextUpdate = nil }.list().nextUpdate == nil)
  }

  @Test func version1HasNoExtensions() throws {
    let entry = try TestRevocationList.Entry(TestPKI.signer, at: march)
    #expect(
      try plain.with {
        $0.version = nil; $0.entries = [entry]
      }.list().count == 1)
    let reasoned = try TestRevocationList.Entry(TestPKI.signer, at: march, reason: 1)
    #expect(throws: RevocationDefect.self) {
      try plain.with {
        $0.version = nil; $0.entries = [reasoned]
      }.list()
    }
    let number = TestExtension([2, 5, 29, 20], [2, 1, 7])
    #expect(throws: RevocationDefect.self) {
      try plain.with {
        $0.version = nil; $0.extensions = [number]
      }.list()
    }
    #expect(throws: RevocationDefect.self) { try plain.with { $0.version = 2 }.list() }
  }

  @Test func anEntryHasItsTimeReasonAndInvalidityDate() throws {
    let list = try plain.with {
      $0.entries = [
        try TestRevocationList.Entry(
          TestPKI.signer, at: march, reason: 1, invalidSince: TestAuthority.day(2026, 2)),
        try TestRevocationList.Entry(TestPKI.rsaSigner, at: march),
      ]
    }.list()
    let entry = try #require(list.entry(for: TestPKI.signer.record.serialNumber))
    #expect(entry.reason == .keyCompromise)
    #expect(entry.revocationDate == march)
    #expect(entry.invalidityDate == TestAuthority.day(2026, 2))
    #expect(entry.effective == TestAuthority.day(2026, 2))
    let other = try #require(list.entry(for: TestPKI.rsaSigner.record.serialNumber))
    #expect(other.reason == nil)
    #expect(other.effective == march)
    #expect(list.entry(for: TestPKI.stranger.record.serialNumber) == nil)
  }

  @Test func anInvalidityDateAfterTheRevocationChangesNothing() throws {
    let list = try plain.with {
      $0.entries = [
        try TestRevocationList.Entry(TestPKI.signer, at: march, invalidSince: TestAuthority.day(2026, 4))
      ]
    }.list()
    #expect(list.entry(for: TestPKI.signer.record.serialNumber)?.effective == march)
  }

  @Test(arguments: [
    ([[1, nil], [6, nil]], RevocationReason?.some(.keyCompromise)), ([[8, nil], [6, nil]], .certificateHold),
    ([[8, nil], [nil, nil]], nil),
  ])
  func ofTwoEntriesTheOneThatCannotBeUndoneCounts(reasons: [[UInt8?]], expected: RevocationReason?) throws {
    let entries = try reasons.map { try TestRevocationList.Entry(TestPKI.signer, at: march, reason: $0[0]) }
    for order in [entries, entries.reversed()] {
      let list = try plain.with { $0.entries = order }.list()
      #expect(list.entry(for: TestPKI.signer.record.serialNumber)?.reason == expected)
    }
  }

  @Test func serialNumbersAreComparedWithoutLeadingZeros() throws {
    let list = try plain.with {
      $0.entries = [
        TestRevocationList.Entry(serialNumber: [0, 0x80], at: march), .init(serialNumber: [0], at: march),
        .init(serialNumber: [UInt8](repeating: 0x7F, count: 20), at: march),
      ]
    }.list()
    #expect(list.entry(for: [0x80]) != nil)
    #expect(list.entry(for: []) != nil)
    #expect(list.entry(for: [UInt8](repeating: 0x7F, count: 20)) != nil)
    #expect(list.entry(for: [UInt8](repeating: 0x7F, count: 19)) == nil)
  }

  @Test func numberKeyIdentifierAndExpiredCertificatesAreRead() throws {
    let list = try plain.with {
      $0.extensions = [
        TestExtension([2, 5, 29, 20], [2, 2, 0, 0x99]), TestExtension([2, 5, 29, 35], [0x30, 4, 0x80, 2, 7, 8]),
        try TestExtension([2, 5, 29, 60]) {
          try $0.serialize(GeneralizedTime(wholeSecondsOf: TestAuthority.day(2020)))
        },
      ]
    }.list()
    #expect(list.number == [0x99])
    #expect(list.authorityKeyIdentifier == [7, 8])
    #expect(list.expiredCertificatesSince == TestAuthority.day(2020))
    #expect(list.unsupported == nil)
  }

  /// Lists that must not be used (RFC 5280 §5.2, §5.3), and why.
  @Test(arguments: [
    (TestExtension([2, 5, 29, 27], isCritical: true, [2, 1, 1]), "a delta list"),
    (TestExtension([2, 5, 29, 27], [2, 1, 1]), "a delta list"),
    (TestExtension([2, 5, 29, 28], isCritical: true, [0x30, 3, 0x84, 1, 0xFF]), "an indirect list"),
    (TestExtension([1, 2, 3, 4], isCritical: true, [5, 0]), "critical extension 1.2.3.4"),
    (TestExtension([2, 5, 29, 46], isCritical: true, [0x30, 0]), "critical extension 2.5.29.46"),
    (TestExtension([2, 5, 29, 21], isCritical: true, [0x0A, 1, 1]), "critical extension 2.5.29.21"),
  ])
  func aListThatIsNotUnderstoodIsNamed(item: TestExtension, why: String) throws {
    let list = try plain.with { $0.extensions = [item] }.list()
    #expect(try #require(list.unsupported).contains(why))
  }

  @Test(arguments: [
    (TestExtension([1, 2, 3, 4], isCritical: true, [5, 0]), "critical extension 1.2.3.4"),
    (TestExtension([2, 5, 29, 29], isCritical: true, [0x30, 0]), "an indirect list"),
    (TestExtension([2, 5, 29, 29], [0x30, 0]), "an indirect list"),
    (TestExtension([2, 5, 29, 27], isCritical: true, [2, 1, 1]), "critical extension 2.5.29.27"),
  ])
  func aListWithAnEntryThatIsNotUnderstoodIsNamed(item: TestExtension, why: String) throws {
    let entry = TestRevocationList.Entry(serialNumber: [7], at: march, extensions: [item])
    #expect(try #require(plain.with { $0.entries = [entry] }.list().unsupported).contains(why))
  }

  @Test func unknownExtensionsThatAreNotCriticalAreIgnored() throws {
    let item = TestExtension([1, 2, 3, 4], [5, 0])
    let entry = TestRevocationList.Entry(serialNumber: [7], at: march, extensions: [item])
    #expect(
      try plain.with {
        $0.entries = [entry]; $0.extensions = [item]
      }.list().unsupported == nil)
  }

  @Test(arguments: [
    [TestExtension([2, 5, 29, 20], [2, 1, 1]), TestExtension([2, 5, 29, 20], [2, 1, 1])],
    [TestExtension([2, 5, 29, 20], [2, 1, 1, 0])], [TestExtension([2, 5, 29, 20], [])],
    [TestExtension([2, 5, 29, 28], [0x30, 3, 0x86, 1, 0xFF])], [TestExtension([2, 5, 29, 60], [2, 1, 1])],
  ])
  func aBrokenExtensionBreaksTheList(items: [TestExtension]) throws {
    #expect(throws: RevocationDefect.self) { try plain.with { $0.extensions = items }.list() }
  }

  @Test func bothSignatureAlgorithmsMustAgree() throws {
    #expect(throws: RevocationDefect.self) {
      try plain.with { $0.innerAlgorithm = [1, 2, 840, 10045, 4, 3, 3] }.list()
    }
  }

  @Test func octetsAfterTheListBreakIt() throws {
    let octets = try plain.encoded() + [0]
    #expect(throws: RevocationDefect.self) { try RevocationList(derEncoded: octets) }
    #expect(throws: RevocationDefect.self) { try RevocationList(derEncoded: []) }
  }

  @Test(arguments: TestKey.Kind.allCases)
  func listsAreSignedWithAnyKeyOfTheProfile(kind: TestKey.Kind) throws {
    let authority = try TestAuthority(root: "Kind", kind: kind)
    let list = try TestRevocationList(by: authority, thisUpdate: march, nextUpdate: nil).list()
    #expect(list.signature(by: authority.identity.record) == .valid)
  }

  /// 10⁶ entries: positions in the octets, and no value for each.
  @Test func aListOfAMillionEntriesIsReadAndSearched() throws {
    let count = 1_000_000
    let octets = Self.longList(count)
    let before = Self.residentOctets()
    let read = try RevocationList(derEncoded: octets)
    let grown = Self.residentOctets() - before
    print("a list of \(octets.count) octets with \(count) entries: \(grown) octets of memory")
    #expect(read.count == count)
    for number in [0, 1, 777_777, count - 1] {
      #expect(read.entry(for: Self.serialNumber(number))?.reason == .keyCompromise)
    }
    #expect(read.entry(for: Self.serialNumber(count)) == nil)
    #expect(grown < 64 << 20)
  }

  private static func serialNumber(_ number: Int) -> [UInt8] {
    [0x11] + (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  private static func longList(_ count: Int) -> [UInt8] {
    func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
      [tag, 0x84] + (0..<4).map { UInt8(truncatingIfNeeded: content.count >> (24 - 8 * $0)) } + content
    }
    let algorithm: [UInt8] = [0x30, 10, 6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2]
    let time = [0x17, 13] + Array("260301000000Z".utf8)
    let reason: [UInt8] = [0x30, 12, 0x30, 10, 6, 3, 0x55, 0x1D, 0x15, 4, 3, 0x0A, 1, 1]
    let rest = time + reason
    var entries: [UInt8] = []
    entries.reserveCapacity(count * 40)
    for number in 0..<count {
      entries += [0x30, UInt8(7 + rest.count), 2, 5] + serialNumber(number) + rest
    }
    let body: [UInt8] = [2, 1, 1] + algorithm + [0x30, 0] + time
    return element(0x30, element(0x30, body + element(0x30, entries)) + algorithm + [3, 2, 0, 0])
  }

  private static func residentOctets() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4096
  }
}

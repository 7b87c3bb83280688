import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import XMLSignature

/// Broken and hostile octets are defects or refusals; they never trap, and never become evidence.
struct HostileRevocationTests {
  private let fixture = RevocationCheckFixture()

  private func samples() throws -> (list: [UInt8], response: [UInt8]) {
    let responder = try fixture.root.responder()
    let entries = [try fixture.entry(reason: 1, invalidSince: RevocationCheckFixture.march)]
    let list = TestRevocationList(
      by: fixture.root, thisUpdate: RevocationCheckFixture.april, nextUpdate: RevocationCheckFixture.july
    ).with {
      $0.entries = entries
      $0.extensions = [
        TestExtension([2, 5, 29, 20], [2, 1, 1]),
        TestExtension([2, 5, 29, 28], isCritical: true, [0x30, 8, 0xA0, 6, 0xA0, 4, 0x86, 2, 0x61, 0x62]),
      ]
    }
    let answer = TestResponder(responder, certificates: [responder], producedAt: RevocationCheckFixture.april)
    let single = TestResponder.Single(
      fixture.signer, of: fixture.root.identity, .revoked(at: RevocationCheckFixture.march, reason: 1),
      thisUpdate: RevocationCheckFixture.april, nextUpdate: RevocationCheckFixture.july)
    return (try list.encoded(), try answer.response([single]))
  }

  /// What a pool with this one thing in it says. Anything but the truth or nothing fails the test.
  private func judge(_ octets: [UInt8], isList: Bool) -> RevocationStatus {
    var material = RevocationMaterial()
    if isList {
      material.add(encodedList: octets, from: .signature)
    } else {
      material.add(encodedAnswer: octets, from: .signature)
    }
    return RevocationCheck(material: material, trusted: []).status(
      of: fixture.signer.record, issuedBy: fixture.root.identity.record, at: fixture.time, now: fixture.time)
  }

  @Test func whatIsCutOffIsADefect() throws {
    let (list, response) = try samples()
    for length in 0..<list.count {
      #expect(throws: RevocationDefect.self) { try RevocationList(derEncoded: Array(list[..<length])) }
    }
    for length in 0..<response.count {
      #expect(throws: RevocationDefect.self) { try BasicOCSPResponse.read(Array(response[..<length])) }
    }
  }

  @Test(arguments: [true, false])
  func noChangedOctetMakesEvidence(isList: Bool) throws {
    let (list, response) = try samples()
    let octets = isList ? list : response
    #expect(judge(octets, isList: isList).revokedSince == RevocationCheckFixture.march)
    var random = SeededGenerator(seed: isList ? 1 : 2)
    for _ in 0..<3_000 {
      var changed = octets
      for _ in 0...random.next(below: 3) {
        let position = random.next(below: changed.count)
        switch random.next(below: 4) {
        case 0: changed[position] ^= 1 << UInt8(random.next(below: 8))
        case 1: changed[position] = [0, 0x30, 0x80, 0xFF, 0x84, 0xA0][random.next(below: 6)]
        case 2: changed.remove(at: position)
        default: changed.insert(UInt8(random.next(below: 256)), at: position)
        }
      }
      let status = judge(changed, isList: isList)
      // What stands outside the signed part may change without changing what is said.
      #expect(status.good == nil && (status.refusals != nil || status.revokedSince == RevocationCheckFixture.march))
    }
  }

  private static let endless: [[UInt8]] = [
    [UInt8](repeating: 0x30, count: 100_000), [UInt8](repeating: 0xA0, count: 100_000),
    [[UInt8]](repeating: [0x30, 0x80], count: 50_000).flatMap { $0 }, [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
    [0x30, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
  ]

  @Test(arguments: endless)
  func nestedAndEndlessThingsAreDefects(octets: [UInt8]) {
    #expect(throws: RevocationDefect.self) { try RevocationList(derEncoded: octets) }
    #expect(throws: RevocationDefect.self) { try BasicOCSPResponse.read(octets) }
    #expect(throws: RevocationDefect.self) { try OCSPResponse(derEncoded: octets) }
  }

  @Test func anAnswerOfManyOctetsIsNotBuilt() {
    let octets = [0x30, 0x83, 0x10, 0, 0] + [UInt8](repeating: 5, count: 0x100000)
    #expect(throws: RevocationDefect.self) { try BasicOCSPResponse.read(octets) }
  }

  /// Names that stand for each other, so that every list would have to be checked with every certificate.
  @Test(.timeLimit(.minutes(1))) func manyListsAndManyNamesakesOfTheIssuerAreNotMultiplied() throws {
    let authority = try TestAuthority(root: "Test Root")
    let namesakes = try (0..<40).map { _ in try authority.issue(Self.rootName, keyUsage: TestAuthority.issuing) }
    let list = try fixture.list()
    let forged = try (0..<60).map { number in
      try TestRevocationList(by: fixture.root, thisUpdate: RevocationCheckFixture.april, nextUpdate: nil).with {
        $0.key = authority.identity.key
        $0.entries = [.init(serialNumber: [UInt8(number)], at: RevocationCheckFixture.march)]
      }.list()
    }
    #expect(fixture.status(lists: forged + [list], certificates: namesakes).good != nil)
  }

  private static var rootName: [(type: ASN1ObjectIdentifier, value: String)] {
    [(TestAuthority.commonName, "Test Root")]
  }

  @Test func whatASenderSendsIsBoundedAndWhatTheOperatorHasIsNot() throws {
    var material = RevocationMaterial()
    for number in 0..<RevocationMaterial.mostOfEachKind + 10 {
      let list = try TestRevocationList(by: fixture.root, thisUpdate: RevocationCheckFixture.april, nextUpdate: nil)
        .with {
          $0.entries = [
            .init(serialNumber: [1, UInt8(number >> 8), UInt8(number & 255)], at: RevocationCheckFixture.march)
          ]
        }.list()
      material.add(list, from: number.isMultiple(of: 2) ? .signature : .trustFolder)
      material.add(list, from: .signature)
    }
    #expect(material.lists.count == RevocationMaterial.mostOfEachKind + 10)
    #expect(material.defects.isEmpty)
    for number in 0..<RevocationMaterial.mostOfEachKind {
      let list = try TestRevocationList(by: fixture.root, thisUpdate: RevocationCheckFixture.april, nextUpdate: nil)
        .with {
          $0.entries = [
            .init(serialNumber: [2, UInt8(number >> 8), UInt8(number & 255)], at: RevocationCheckFixture.march)
          ]
        }.list()
      material.add(list, from: .timeStamp)
    }
    #expect(
      material.lists.count { $0.origin == .timeStamp || $0.origin == .signature } == RevocationMaterial.mostOfEachKind)
    #expect(material.defects.count == 1)
  }

  @Test func whatCannotBeReadIsNamed() {
    var material = RevocationMaterial()
    material.add(encodedList: [0x30, 0], from: .signature)
    material.add(encodedAnswer: [0x30, 3, 0x0A, 1, 6], from: .timeStamp)
    #expect(material.isEmpty)
    #expect(material.defects.count == 2)
    #expect(material.defects.last?.contains("unauthorized") == true)
  }
}

extension SeededGenerator {
  fileprivate mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

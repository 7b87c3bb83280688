import Foundation
import TestSupport

@testable import XMLSignature

/// A certificate of the shared root, and what lists and answers say of it in June 2026.
struct RevocationCheckFixture {
  let root = TestPKI.root
  let signer = TestPKI.rsaSigner
  let time = TestPKI.time

  static let march = TestAuthority.day(2026, 3)
  static let april = TestAuthority.day(2026, 4)
  static let may = TestAuthority.day(2026, 5)
  static let july = TestAuthority.day(2026, 7)

  func list(
    _ entries: [TestRevocationList.Entry] = [], thisUpdate: Date = april, nextUpdate: Date? = july,
    by authority: TestAuthority? = nil, extensions: [TestExtension] = []
  ) throws -> RevocationList {
    try TestRevocationList(by: authority ?? root, thisUpdate: thisUpdate, nextUpdate: nextUpdate).with {
      $0.entries = entries
      $0.extensions = extensions
    }.list()
  }

  func entry(at time: Date = march, reason: UInt8? = nil, invalidSince: Date? = nil) throws -> TestRevocationList.Entry
  {
    try TestRevocationList.Entry(signer, at: time, reason: reason, invalidSince: invalidSince)
  }

  func answer(
    _ status: TestResponder.Status = .good, by responder: TestIdentity? = nil, thisUpdate: Date = april,
    nextUpdate: Date? = july, certificates: [TestIdentity] = [], change: (inout TestResponder) -> Void = { _ in }
  ) throws -> BasicOCSPResponse {
    var maker = TestResponder(responder ?? root.identity, certificates: certificates, producedAt: thisUpdate)
    change(&maker)
    return try maker.answer(
      TestResponder.Single(signer, of: root.identity, status, thisUpdate: thisUpdate, nextUpdate: nextUpdate))
  }

  func status(
    lists: [RevocationList] = [], answers: [BasicOCSPResponse] = [], certificates: [TestIdentity] = [],
    trusted: [TestIdentity] = [], responders: [TestIdentity] = [], of identity: TestIdentity? = nil,
    issuer: TestIdentity? = nil, now: Date? = nil,
    policy: RevocationPolicy = RevocationPolicy()
  ) -> RevocationStatus {
    var material = RevocationMaterial()
    for list in lists { material.add(list, from: .signature) }
    for answer in answers { material.add(answer, from: .signature) }
    material.add(certificates.map(\.record))
    return RevocationCheck(
      material: material, trusted: trusted.map(\.record), responders: responders.map(\.record)
    ).status(
      of: (identity ?? signer).record, issuedBy: (issuer ?? root.identity).record, at: time, now: now ?? time,
      policy: policy)
  }
}

extension RevocationStatus {
  var good: RevocationRecord? {
    if case .good(let record) = self { record } else { nil }
  }

  var revokedSince: Date? {
    if case .revoked(let effective, _, _) = self { effective } else { nil }
  }

  var onHoldSince: Date? {
    if case .onHold(let since, _) = self { since } else { nil }
  }

  /// All reasons why evidence was refused, in one text; nil when something is known.
  var refusals: String? {
    if case .unknown(let reasons) = self { reasons.joined(separator: "; ") } else { nil }
  }
}

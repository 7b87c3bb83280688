import Foundation
import TestSupport
import Testing

@testable import XMLSignature

extension TestIdentity {
  /// As the signer takes it, from the files that a person has.
  func signing(chain: [TestIdentity] = []) throws -> SigningIdentity {
    try SigningIdentity(
      key: SigningKey(pem: Array(key.pem.utf8)), certificate: record, chain: chain.map(\.record))
  }
}

extension XAdESSigner {
  /// Of the shared infrastructure.
  static func shared(_ change: (inout XAdESSigner) -> Void = { _ in }) throws -> XAdESSigner {
    var signer = XAdESSigner(try TestPKI.signer.signing(chain: [TestPKI.intermediate.identity]))
    change(&signer)
    return signer
  }

  /// Signs a document that can be signed.
  func signed(
    _ document: [UInt8], _ placement: SignaturePlacement = .slot(.slot),
    claiming claims: SignatureClaims = SignatureClaims(signingTime: TestPKI.time)
  ) async throws -> [UInt8] {
    try await sign(document, placement, claiming: claims).get().octets
  }

  func signed(
    _ document: String, _ placement: SignaturePlacement = .slot(.slot),
    claiming claims: SignatureClaims = SignatureClaims(signingTime: TestPKI.time)
  ) async throws -> String {
    try #require(String(validating: await signed(Array(document.utf8), placement, claiming: claims), as: UTF8.self))
  }

  /// Why a document cannot be signed.
  func refusal(
    _ document: some Sequence<UInt8>, _ placement: SignaturePlacement = .slot(.slot),
    claiming claims: SignatureClaims = SignatureClaims(signingTime: TestPKI.time)
  ) async throws -> SigningDefect? {
    switch try await sign(Array(document), placement, claiming: claims) {
    case .failure(let defect): defect
    case .success: nil
    }
  }
}

extension XMLName {
  static let slot = XMLName(local: "Signatures", namespace: "urn:test")
}

/// Certificates for each kind of key, of the shared root.
enum TestSigners {
  static let all: [TestKey.Kind: TestIdentity] = {
    do {
      return try Dictionary(
        uniqueKeysWithValues: TestKey.Kind.allCases.map { kind in
          (kind, try TestPKI.root.issue([(TestAuthority.commonName, "Signer \(kind.rawValue)")], kind: kind))
        })
    } catch {
      preconditionFailure("no test certificates: \(error)")
    }
  }()

  static func identity(_ kind: TestKey.Kind) throws -> TestIdentity { try #require(all[kind]) }
}

import Foundation
import TestSupport

@testable import XMLSignature

/// The public key infrastructure that the signature tests share.
enum TestPKI {
  static let root = made { try TestAuthority() }
  static let intermediate = made { try root.intermediate() }
  static let signer = made { try intermediate.issue() }
  static let rsaSigner = made { try root.issue([(TestAuthority.commonName, "RSA Signer")], kind: .rsa) }
  static let stranger = made {
    try TestAuthority(root: "Stranger Root").issue([(TestAuthority.commonName, "Stranger")])
  }

  private static func made<Part>(_ make: () throws -> Part) -> Part {
    do { return try make() } catch { preconditionFailure("no test certificates: \(error)") }
  }

  /// A time at which everything here is valid.
  static let time = TestAuthority.day(2026, 6, 1)

  static var trust: SignatureVerifier.Trust {
    .paths(PathValidator(TrustStore(anchors: [root.identity.record], intermediates: [intermediate.identity.record])))
  }
}

/// Documents in the form of a package: a content element and a slot for signatures.
enum TestDocument {
  static let plain = package("<Claim Id=\"c1\"><Name>Əliyev</Name><Amount>100</Amount></Claim>")

  static func package(_ content: String) -> String {
    "<Package xmlns=\"urn:test\">\(content)<Signatures>\(TestSigner.mark)</Signatures></Package>"
  }
}

extension TestSigner {
  /// A signer of the shared infrastructure.
  static var shared: TestSigner { TestSigner(TestPKI.signer, chain: [TestPKI.intermediate.identity]) }

  func with(_ change: (inout TestSigner) -> Void) -> TestSigner {
    var copy = self
    change(&copy)
    return copy
  }
}

/// Validates a document with the shared trust.
func validate(
  _ document: String, trust: SignatureVerifier.Trust = TestPKI.trust, at time: Date = TestPKI.time,
  detached: [String: ByteSource] = [:]
) async throws -> ValidationReport {
  try await SignatureVerifier(trust: trust).validate(tree(document), at: time, detached: detached)
}

extension ValidationReport {
  /// The only signature's report.
  var only: SignatureReport { signatures[0] }
}

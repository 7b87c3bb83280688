import Foundation
import Intake
import XMLSignature

/// Whom a command trusts for signatures, as its options name it.
enum VerifierTrust {
  /// - Parameters:
  ///   - key: File of a certificate or public key that is trusted as it is.
  ///   - folder: With anchors; used where there is no key.
  static func read(key: String?, folder: String?) throws -> SignatureVerifier.Trust {
    if let key {
      guard let octets = FileManager.default.contents(atPath: key) else {
        throw Failure(message: "Cannot read the key \(key).", code: .inputOutput)
      }
      guard let trusted = TrustedKey(octets: Array(octets)) else {
        throw Failure(
          message: "\(key) is neither a certificate nor a public key that is supported (RSA, P-256/384/521, Ed25519).",
          code: .data)
      }
      return .key(trusted)
    }
    guard let folder else { return .none }
    guard let trust = try TrustFolder.read(path: folder) else {
      throw Failure(message: "Cannot read the trust folder \(folder).", code: .inputOutput)
    }
    guard !trust.store.certificates.isEmpty else {
      throw Failure(message: "There is no certificate in \(folder).", code: .data)
    }
    return .paths(PathValidator(trust.store))
  }
}

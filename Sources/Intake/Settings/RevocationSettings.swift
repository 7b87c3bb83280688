package import Foundation
package import XMLSignature

/// Whom the intake asks whether certificates were revoked, and what happens when nobody answers.
package struct RevocationSettings: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A responder (RFC 6960).
    case answers = "OCSP"
    /// A revocation list (RFC 5280).
    case list = "CRL"
  }

  package struct Source: Sendable, Hashable {
    package let kind: Kind
    package let address: URL

    package init(kind: Kind, address: URL) {
      self.kind = kind
      self.address = address
    }
  }

  package enum WhenAway: String, Sendable, Hashable, CaseIterable {
    /// The item waits for another run.
    case `defer` = "defer"
    /// The item goes on, with a warning.
    case warn = "warn"
  }

  /// Asked in this order for every certificate.
  package var sources: [Source] = []
  /// Whether the addresses that certificates of trusted issuers name are asked as well.
  package var useCertificateAddresses = false
  /// For one question to one source, from connecting to the last octet.
  package var timeLimit: Duration = .seconds(10)
  package var whenAway = WhenAway.defer

  package init() {}

  package var asksAnyone: Bool { useCertificateAddresses || !sources.isEmpty }

  /// The policy under these settings: who asks wants to know, and waits or goes on without.
  ///
  /// Nothing changes while nobody is asked, and for certificates that the policy leaves out.
  package func applied(to policy: ValidationPolicy) -> ValidationPolicy {
    guard asksAnyone else { return policy }
    var policy = policy
    switch whenAway {
    case .defer:
      if policy.revocation.signer != .none { policy.revocation.signer = .required }
    case .warn:
      for requirement in [
        \RevocationPolicy.signer, \RevocationPolicy.issuers, \RevocationPolicy.authorities,
      ] where policy.revocation[keyPath: requirement] != .none {
        policy.revocation[keyPath: requirement] = .wanted
      }
    }
    return policy
  }
}

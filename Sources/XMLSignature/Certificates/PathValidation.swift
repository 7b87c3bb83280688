/// Why a path does not satisfy RFC 5280 §6.1.
struct PathFault: Error {
  enum Kind {
    /// Something cannot be read or is outside the profile, so the path cannot be processed.
    case unsupported
    /// A constraint of the path is violated.
    case constraint
  }

  let kind: Kind
  let certificate: CertificateRecord
  /// In English.
  let detail: String
}

/// Path validation (RFC 5280 §6.1) of one candidate for a purpose, but for what depends on time: revocation, validity and
/// algorithms are steps of their own.
///
/// The anchor is trusted as it is; as RFC 5937 allows, what it says of itself as an authority (basic constraints, path
/// length, key usage, name constraints) is honoured, so that a signer's certificate that is trusted by itself issues nothing.
struct PathValidation {
  private let path: CandidatePath
  private let purpose: CertificatePurpose

  init(_ path: CandidatePath, for purpose: CertificatePurpose) {
    self.path = path
    self.purpose = purpose
  }

  /// - Throws: The first fault, from the anchor down.
  func validate() throws(PathFault) {
    let certificates = path.certificates
    guard let leaf = certificates.first, let anchor = certificates.last else { return }
    guard certificates.count > 1 else {
      // Trusted as it is, but an anchor for signers is not thereby an authority for time (RFC 3161 §2.3).
      if purpose == .timeStamping { try checkUsage(of: leaf) }
      return
    }
    if let (certificate, what) = path.unsupported {
      throw fault(.unsupported, certificate, "its signature cannot be checked: \(what) is outside the profile")
    }
    for certificate in certificates.dropLast().reversed() { try checkIsUnderstood(certificate) }
    try checkAuthority(anchor, isAnchor: true)
    for issuer in certificates.dropFirst().dropLast().reversed() { try checkAuthority(issuer, isAnchor: false) }
    try checkPathLengths()
    try checkNames()
    try checkPolicies()
    try checkUsage(of: leaf)
  }

  private func fault(_ kind: PathFault.Kind, _ certificate: CertificateRecord, _ detail: String) -> PathFault {
    PathFault(kind: kind, certificate: certificate, detail: detail)
  }

  /// §6.1.4 (o) and §6.1.5 (f): what is critical must be understood.
  private func checkIsUnderstood(_ certificate: CertificateRecord) throws(PathFault) {
    let extensions = certificate.extensions
    if let defect = extensions.defects.first {
      let place = defect.type.map { "its extension \($0) is defective" } ?? "its extensions are defective"
      throw fault(.unsupported, certificate, "\(place): \(defect.detail)")
    }
    if let unknown = extensions.unknownCritical.first {
      throw fault(.unsupported, certificate, "its critical extension \(unknown) is unknown")
    }
  }

  /// §6.1.4 (k), (l) and (n).
  private func checkAuthority(_ issuer: CertificateRecord, isAnchor: Bool) throws(PathFault) {
    let extensions = issuer.extensions
    let usage = extensions.keyUsage
    // An anchor may be older than basic constraints.
    let mayLack = isAnchor && (issuer.version < 3 || usage?.contains(.keyCertSign) == true)
    guard extensions.basicConstraints?.isAuthority ?? mayLack else {
      throw fault(.constraint, issuer, "it is not the certificate of an authority")
    }
    guard usage?.contains(.keyCertSign) ?? true else {
      throw fault(.constraint, issuer, "its key usage does not allow signing certificates")
    }
    // RFC 5280 gives it no meaning here; in the field it limits what an authority may issue certificates for.
    if let purposes = extensions.extendedKeyUsage, !isAnchor, !ExtendedKeyUsage.allows(purposes, purpose) {
      throw fault(.constraint, issuer, "its extended key usage does not allow issuing for \(purpose.text)")
    }
  }

  /// §6.1.4 (l) and (m).
  private func checkPathLengths() throws(PathFault) {
    var allowed = Int.max
    for issuer in path.certificates.dropFirst().reversed() {
      if issuer != path.certificates.last, !issuer.isSelfIssued {
        guard allowed > 0 else {
          throw fault(.constraint, issuer, "the path is longer than an authority above it allows")
        }
        allowed -= 1
      }
      if let limit = issuer.extensions.basicConstraints?.pathLength { allowed = min(allowed, limit) }
    }
  }

  /// §6.1.3 (b) and (c).
  private func checkNames() throws(PathFault) {
    for (index, issuer) in path.certificates.enumerated().dropFirst() {
      guard let constraints = issuer.extensions.nameConstraints else { continue }
      for (position, certificate) in path.certificates.prefix(index).enumerated() {
        // Self-issued certificates below are exempt, the last one is not.
        if position > 0, certificate.isSelfIssued { continue }
        if let violation = constraints.violation(by: certificate) {
          throw fault(
            .constraint, certificate, "the name constraints of \(issuer.subject.text) forbid it: \(violation)")
        }
      }
    }
  }

  private func checkPolicies() throws(PathFault) {
    var processing = PolicyProcessing(count: path.certificates.count - 1)
    for (index, certificate) in path.certificates.enumerated().dropLast().reversed() {
      if let failure = processing.take(certificate, isLast: index == 0) {
        throw fault(.constraint, certificate, failure)
      }
    }
  }

  /// RFC 5280 §4.2.1.3 and §4.2.1.12, RFC 3161 §2.3.
  private func checkUsage(of leaf: CertificateRecord) throws(PathFault) {
    let extensions = leaf.extensions
    if let usage = extensions.keyUsage, usage.isDisjoint(with: [.digitalSignature, .nonRepudiation]) {
      throw fault(.constraint, leaf, "its key usage does not allow signing documents")
    }
    let purposes = extensions.extendedKeyUsage
    switch purpose {
    case .signing:
      if let purposes, !ExtendedKeyUsage.allows(purposes, .signing) {
        throw fault(.constraint, leaf, "its extended key usage does not allow signing documents")
      }
    case .timeStamping:
      guard purposes == [ExtendedKeyUsage.timeStamping] else {
        throw fault(.constraint, leaf, "its extended key usage is not time-stamping alone")
      }
    }
  }
}

extension CertificatePurpose {
  /// For sentences.
  var text: String {
    switch self {
    case .signing: "signing documents"
    case .timeStamping: "time-stamping"
    }
  }
}

/// Purposes of RFC 5280 §4.2.1.12 and of others.
enum ExtendedKeyUsage {
  static let type = "2.5.29.37"
  static let timeStamping = "1.3.6.1.5.5.7.3.8"
  static let ocspSigning = "1.3.6.1.5.5.7.3.9"
  private static let any = "2.5.29.37.0"

  /// With one of these a certificate may sign documents; so it may without the extension.
  private static let signing: Set<String> = [
    any,
    "1.3.6.1.5.5.7.3.36",  // documentSigning (RFC 9336)
    "1.3.6.1.5.5.7.3.4",  // emailProtection
    "1.3.6.1.5.5.7.3.2",  // clientAuth: ID cards in the field have it beside nonRepudiation, and nothing else
    "1.3.6.1.4.1.311.10.3.12",  // document signing, Microsoft
    "1.2.840.113583.1.1.5",  // authentic documents, Adobe
  ]

  static func allows(_ purposes: [String], _ purpose: CertificatePurpose) -> Bool {
    switch purpose {
    case .signing: purposes.contains(where: signing.contains)
    case .timeStamping: purposes.contains { $0 == timeStamping || $0 == any }
    }
  }
}

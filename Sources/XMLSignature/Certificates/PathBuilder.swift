import FoundationEssentials

/// A path from a certificate (first) to an anchor (last): names chain, and no signature is wrong.
struct CandidatePath: Sendable {
  let certificates: [CertificateRecord]
  /// A signature of the path that could not be checked, and why.
  let unsupported: (certificate: CertificateRecord, what: String)?
}

/// Finds all candidate paths from a certificate to the anchors of a purpose, within bounds.
///
/// Whatever helps to tell issuers apart (key identifiers, validity) only decides the order in which they are tried: it was
/// not signed by the one who is looked for, or proves nothing at the time that counts.
struct PathBuilder {
  private let trust: TrustStore
  private let purpose: CertificatePurpose
  private let time: Date
  private let offered: [DistinguishedName: [CertificateRecord]]

  private(set) var candidates: [CandidatePath] = []
  /// A bound was reached, so there may be more candidates.
  private(set) var isCutShort = false
  private var checks: [Link: SignatureCheck] = [:]
  private var steps = 0

  static let longestPath = 10
  static let mostCandidates = 32
  static let mostSignatureChecks = 200
  private static let mostSteps = 2_000

  private struct Link: Hashable {
    let certificate: CertificateRecord
    let issuer: CertificateRecord
  }

  /// - Parameter offered: Certificates that came with the signature; they may help to build a path, and prove nothing.
  init(
    trust: TrustStore, purpose: CertificatePurpose, offered: [CertificateRecord], from leaf: CertificateRecord,
    at time: Date
  ) {
    self.trust = trust
    self.purpose = purpose
    self.time = time
    self.offered = Dictionary(grouping: offered, by: \.subject)
    extend([leaf], unsupported: nil)
  }

  private mutating func extend(
    _ path: [CertificateRecord], unsupported: (certificate: CertificateRecord, what: String)?
  ) {
    guard let last = path.last else { return }
    if trust.isAnchor(last, for: purpose) {
      candidates.append(CandidatePath(certificates: path, unsupported: unsupported))
      return
    }
    for issuer in issuers(of: last) where !Self.isLoop(issuer, after: path) {
      steps += 1
      guard path.count < Self.longestPath, candidates.count < Self.mostCandidates, steps <= Self.mostSteps,
        let check = check(last, by: issuer)
      else {
        isCutShort = true
        return
      }
      switch check {
      case .valid: extend(path + [issuer], unsupported: unsupported)
      case .unsupported(let what): extend(path + [issuer], unsupported: unsupported ?? (last, what))
      case .invalid: continue
      }
    }
  }

  /// Two certificates of one authority and key in a path add nothing.
  private static func isLoop(_ issuer: CertificateRecord, after path: [CertificateRecord]) -> Bool {
    path.contains {
      $0 == issuer || ($0.subject == issuer.subject && $0.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo)
    }
  }

  /// Nil when there were too many.
  private mutating func check(_ certificate: CertificateRecord, by issuer: CertificateRecord) -> SignatureCheck? {
    let link = Link(certificate: certificate, issuer: issuer)
    if let known = checks[link] { return known }
    guard checks.count < Self.mostSignatureChecks else { return nil }
    let check = certificate.signature(by: issuer)
    checks[link] = check
    return check
  }

  /// Certificates with the issuer's name, the likeliest first.
  private func issuers(of certificate: CertificateRecord) -> [CertificateRecord] {
    let name = certificate.issuer
    let anchors = trust.anchors(named: name, for: purpose)
    var issuers = anchors + trust.intermediates(named: name) + (offered[name] ?? [])
    guard issuers.count > 1 else { return issuers }
    var seen: Set<CertificateRecord> = []
    issuers.removeAll { !seen.insert($0).inserted }
    let identifier = certificate.extensions.authorityKeyIdentifier?.keyIdentifier
    let ranked = issuers.enumerated().map { index, issuer in
      var rank = index < anchors.count ? 0 : 1
      if identifier != nil, issuer.subjectKeyIdentifier != identifier { rank += 4 }
      if !(issuer.notBefore...max(issuer.notBefore, issuer.notAfter)).contains(time) { rank += 2 }
      return (rank: rank, index: index, issuer: issuer)
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.issuer)
  }
}

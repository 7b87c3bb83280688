/// What a verifier trusts: anchors by purpose, intermediates that may lead to them, revocation lists, and responders.
public struct TrustStore: Sendable {
  /// Trusted as they are, whoever issued them, to sign and to issue certificates of signers.
  public let anchors: [CertificateRecord]
  /// The same for time-stamp authorities. Where there are none, ``anchors`` counts for them too.
  public let timeStampAnchors: [CertificateRecord]
  public let intermediates: [CertificateRecord]
  /// OCSP responders that are trusted by local configuration (RFC 6960 §4.2.2.2, case 1).
  public let responders: [CertificateRecord]
  public let revocationLists: [RevocationList]

  private let signing: AnchorIndex
  private let timeStamping: AnchorIndex
  private let intermediatesBySubject: [DistinguishedName: [CertificateRecord]]

  public init(
    anchors: [CertificateRecord], intermediates: [CertificateRecord] = [], revocationLists: [RevocationList] = [],
    timeStampAnchors: [CertificateRecord] = [], responders: [CertificateRecord] = []
  ) {
    self.anchors = anchors
    self.timeStampAnchors = timeStampAnchors
    self.intermediates = intermediates
    self.responders = responders
    self.revocationLists = revocationLists
    signing = AnchorIndex(anchors)
    timeStamping = timeStampAnchors.isEmpty ? signing : AnchorIndex(timeStampAnchors)
    intermediatesBySubject = Dictionary(grouping: intermediates, by: \.subject)
  }

  /// Sorts certificates into anchors and intermediates by whether they are issued by themselves.
  public init(certificates: [CertificateRecord], revocationLists: [RevocationList] = []) {
    self.init(
      anchors: certificates.filter { $0.issuer == $0.subject },
      intermediates: certificates.filter { $0.issuer != $0.subject }, revocationLists: revocationLists)
  }

  /// All but the responders.
  public var certificates: [CertificateRecord] { anchors + timeStampAnchors + intermediates }

  /// Whether the certificate is an anchor or an intermediate.
  func contains(_ certificate: CertificateRecord) -> Bool {
    signing.all.contains(certificate) || timeStamping.all.contains(certificate)
      || intermediatesBySubject[certificate.subject]?.contains(certificate) == true
  }

  func isAnchor(_ certificate: CertificateRecord, for purpose: CertificatePurpose) -> Bool {
    index(for: purpose).all.contains(certificate)
  }

  func anchors(named subject: DistinguishedName, for purpose: CertificatePurpose) -> [CertificateRecord] {
    index(for: purpose).bySubject[subject] ?? []
  }

  func intermediates(named subject: DistinguishedName) -> [CertificateRecord] {
    intermediatesBySubject[subject] ?? []
  }

  private func index(for purpose: CertificatePurpose) -> AnchorIndex {
    switch purpose {
    case .signing: signing
    case .timeStamping: timeStamping
    }
  }

  private struct AnchorIndex: Sendable {
    let all: Set<CertificateRecord>
    let bySubject: [DistinguishedName: [CertificateRecord]]

    init(_ anchors: [CertificateRecord]) {
      all = Set(anchors)
      bySubject = Dictionary(grouping: anchors, by: \.subject)
    }
  }
}

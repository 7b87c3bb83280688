package import Foundation
import XMLSignature

/// What an operator should know of a trust folder at a time.
package struct TrustReview: Sendable {
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case noAnchor = "NO_ANCHOR"
    case anchorExpired = "ANCHOR_EXPIRED"
    case listStale = "CRL_STALE"
    case keyUnsupported = "KEY_UNSUPPORTED"
    case demoAnchor = "DEMO_ANCHOR"
    case expired = "EXPIRED"
    case notYetValid = "NOT_YET_VALID"
    case expiresSoon = "EXPIRES_SOON"
    case withoutAnchor = "NO_PATH_TO_ANCHOR"
    case withoutList = "NO_CRL"
    case listOfNobody = "CRL_OF_UNKNOWN_ISSUER"
    case weak = "WEAK_ALGORITHM"

    /// Whether signatures will fail for it that should not.
    package var blocks: Bool {
      switch self {
      case .noAnchor, .anchorExpired, .listStale, .keyUnsupported, .demoAnchor: true
      default: false
      }
    }
  }

  package struct Notice: Sendable {
    package let code: Code
    /// Relative to where the folder was opened; nil for the folder as a whole.
    package let file: String?
    /// In English.
    package let text: String
  }

  package let notices: [Notice]
  package var blocks: Bool { notices.contains(where: \.code.blocks) }

  private static let soon: TimeInterval = 30 * 86_400

  /// - Parameter isDemo: Whether demonstration certificates are in their place.
  package init(_ folder: TrustFolder, isDemo: Bool, at time: Date) {
    var notices: [Notice] = []
    if folder.certificates(.anchor).isEmpty {
      notices.append(Notice(code: .noAnchor, file: nil, text: "there is no anchor, so no signer is trusted"))
    }
    for entry in folder.entries {
      switch entry.content {
      case .certificate(let certificate):
        notices += Self.notices(on: certificate, entry, in: folder, isDemo: isDemo, at: time)
      case .list(let list): notices += Self.notices(on: list, entry, in: folder, at: time)
      }
    }
    self.notices = notices
  }

  private static func notices(
    on certificate: CertificateRecord, _ entry: TrustFolder.Entry, in folder: TrustFolder, isDemo: Bool, at time: Date
  ) -> [Notice] {
    let isAnchor = entry.kind == .anchor || entry.kind == .timeStampAnchor
    let subject = certificate.subject.text
    var notices: [Notice] = []
    func add(_ code: Code, _ text: String) {
      notices.append(Notice(code: code, file: entry.file, text: "\(subject) \(text)"))
    }
    if certificate.notAfter < time {
      add(isAnchor ? .anchorExpired : .expired, "expired on \(certificate.notAfter.formatted(.iso8601))")
    } else if certificate.notAfter < time.addingTimeInterval(soon) {
      add(.expiresSoon, "expires on \(certificate.notAfter.formatted(.iso8601))")
    }
    if certificate.notBefore > time { add(.notYetValid, "is valid from \(certificate.notBefore.formatted(.iso8601))") }
    if let key = certificate.unsupportedKey {
      add(.keyUnsupported, "has a key that nothing can be checked with: \(key)")
    }
    for weakness in certificate.weaknesses(under: .standard, at: time, isAnchor: isAnchor) {
      add(.weak, "is weak: \(weakness)")
    }
    if !isDemo, isAnchor, DemoCertificate.isMarked(certificate) {
      add(.demoAnchor, "is a demonstration certificate; anyone may hold its key")
    }
    if entry.kind == .intermediate, !leadsToAnchor(certificate, in: folder) {
      add(.withoutAnchor, "was issued by \(certificate.issuer.text), which leads to no anchor here")
    }
    if entry.kind == .anchor, certificate.isAuthority,
      !folder.lists.contains(where: { $0.issuer == certificate.subject })
    {
      add(.withoutList, "has no revocation list here; whether it revoked a certificate is known only from elsewhere")
    }
    return notices
  }

  private static func notices(
    on list: RevocationList, _ entry: TrustFolder.Entry, in folder: TrustFolder, at time: Date
  ) -> [Notice] {
    var notices: [Notice] = []
    let newest = folder.lists.filter { $0.issuer == list.issuer }.compactMap(\.nextUpdate).max()
    if let end = list.nextUpdate, end < time, end == newest {
      notices.append(
        Notice(
          code: .listStale, file: entry.file,
          text: "the list of \(list.issuer.text) is out of date since \(end.formatted(.iso8601))"))
    }
    let certificates =
      folder.certificates(.anchor) + folder.certificates(.intermediate) + folder.certificates(.timeStampAnchor)
    if !certificates.contains(where: { $0.subject == list.issuer }) {
      notices.append(
        Notice(code: .listOfNobody, file: entry.file, text: "nobody here has the name \(list.issuer.text)"))
    }
    return notices
  }

  /// By names alone; whether the signatures are right is asked when a path is used.
  private static func leadsToAnchor(_ certificate: CertificateRecord, in folder: TrustFolder) -> Bool {
    let anchors = Set((folder.certificates(.anchor) + folder.certificates(.timeStampAnchor)).map(\.subject))
    let intermediates = Dictionary(grouping: folder.certificates(.intermediate), by: \.subject)
    var pending = [certificate.issuer]
    var seen: Set<XMLSignature.DistinguishedName> = []
    while let name = pending.popLast() {
      if anchors.contains(name) { return true }
      guard seen.insert(name).inserted else { continue }
      pending += (intermediates[name] ?? []).map(\.issuer)
    }
    return false
  }
}

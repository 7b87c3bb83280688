import Filing
package import Foundation
import XMLSignature

/// Why something is not taken into a trust folder.
package enum TrustRefusal: Error, Sendable, Hashable {
  /// No certificate and no list that can be read.
  case unreadable
  /// Several things of which some would be of another kind.
  case mixed
  /// Neither an authority nor a responder; a person must say what it is for.
  case kindUnclear(subject: String)
  case notA(TrustFolder.Kind, subject: String)
}

/// What was taken into a trust folder.
package struct TrustAddition: Sendable {
  package let kind: TrustFolder.Kind
  /// Relative to the trust folder.
  package let file: String
  package let subject: String
  /// The folder had it already.
  package let wasThere: Bool
  package let isExpired: Bool
  package let isDemo: Bool
}

extension TrustFolder {
  /// Copies certificates and lists into the folder of their kind, each into a file of its own, durably.
  /// - Parameter kind: What they are for; nil for what they say themselves: an authority that is issued by itself is an
  ///   anchor, another one an intermediate, and a certificate for OCSP a responder.
  package static func add(
    _ octets: [UInt8], as kind: Kind?, toFolderAt path: String, now: Date
  ) throws -> [TrustAddition] {
    guard let contents = TrustStore.contents(of: octets) else { throw TrustRefusal.unreadable }
    guard contents.certificates.isEmpty || contents.lists.isEmpty else { throw TrustRefusal.mixed }
    guard let folder = try OperatorFolder(path: path) else {
      throw ConfigurationDefects([ConfigurationDefect(.folderMissing, at: ConfigurationPlace(source: path))])
    }
    if let list = contents.lists.first {
      // Lists are kept as they came; a file of several would have no one name.
      guard contents.lists.count == 1 else { throw TrustRefusal.mixed }
      guard kind ?? .list == .list else { throw TrustRefusal.notA(kind ?? .list, subject: list.issuer.text) }
      let name = fileName(list.issuer, ContentHash(sha256Of: octets), ending: ".crl")
      let wasThere = try !store(octets, in: folder, .list, name)
      return [
        TrustAddition(
          kind: .list, file: "\(Kind.list.folder)/\(name)", subject: list.issuer.text, wasThere: wasThere,
          isExpired: list.nextUpdate.map { $0 < now } ?? false, isDemo: false)
      ]
    }
    let kinds = try contents.certificates.map { try self.kind(of: $0, wanted: kind) }
    return try zip(contents.certificates, kinds).map { certificate, kind in
      let name = fileName(certificate.subject, ContentHash(sha256Of: certificate.encoded), ending: ".cer")
      let wasThere = try !store(certificate.encoded, in: folder, kind, name)
      return TrustAddition(
        kind: kind, file: "\(kind.folder)/\(name)", subject: certificate.subject.text, wasThere: wasThere,
        isExpired: certificate.notAfter < now, isDemo: DemoCertificate.isMarked(certificate))
    }
  }

  private static func kind(of certificate: CertificateRecord, wanted: Kind?) throws(TrustRefusal) -> Kind {
    let subject = certificate.subject.text
    let isResponder = certificate.extensions.extendedKeyUsage?.contains("1.3.6.1.5.5.7.3.9") == true
    switch wanted {
    // Whoever says so may trust any certificate as it is.
    case .anchor: return .anchor
    case .timeStampAnchor: return .timeStampAnchor
    case .intermediate where !certificate.isAuthority: throw .notA(.intermediate, subject: subject)
    case .intermediate: return .intermediate
    case .responder where !isResponder: throw .notA(.responder, subject: subject)
    case .responder: return .responder
    case .list: throw .notA(.list, subject: subject)
    case nil:
      if certificate.isAuthority { return certificate.isSelfIssued ? .anchor : .intermediate }
      if isResponder { return .responder }
      throw .kindUnclear(subject: subject)
    }
  }

  /// The most specific name in small letters, and enough of the digest to tell namesakes apart.
  private static func fileName(_ name: XMLSignature.DistinguishedName, _ digest: ContentHash, ending: String) -> String
  {
    let text = name.value(of: "2.5.4.3") ?? name.attributes.last?.value ?? "unnamed"
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    return "\(words.isEmpty ? "unnamed" : String(words.prefix(40)))-\(digest.hexadecimal.prefix(12))\(ending)"
  }

  /// - Returns: False when a file of this name, which carries the digest, is there already.
  private static func store(
    _ octets: [UInt8], in folder: OperatorFolder, _ kind: Kind, _ name: String
  ) throws(FileFailure) -> Bool {
    let folderName = FileName(known: kind.folder)
    let inner = try folder.directory.makeFolder(folderName, mode: 0o755)
    guard let fileName = FileName(name) else { preconditionFailure("A file name is made of letters and digits") }
    if try inner.status(of: fileName) != nil { return false }
    // Readers pass over dotfiles, so that none sees half a file.
    guard let temporary = FileName(".\(name).part") else { preconditionFailure("As above") }
    _ = try inner.remove(temporary)
    try inner.writeNew(octets, as: temporary, mode: 0o644)
    try inner.replace(temporary, in: inner, as: fileName)
    try inner.sync()
    try folder.directory.sync()
    return true
  }
}

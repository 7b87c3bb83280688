package import XMLSignature

/// What a trust folder holds, each thing with the file that it came from.
///
/// Things lie in a folder of their kind, or beside these folders: there a certificate that is issued by itself is an anchor,
/// any other an intermediate.
package struct TrustFolder: Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case anchor
    case intermediate
    case timeStampAnchor = "tsa"
    case responder = "ocsp"
    case list = "crl"

    /// Name of the folder.
    var folder: StaticString {
      switch self {
      case .anchor: "anchors"
      case .intermediate: "intermediates"
      case .timeStampAnchor: "tsa"
      case .responder: "ocsp"
      case .list: "crls"
      }
    }
  }

  package enum Content: Sendable {
    case certificate(CertificateRecord)
    case list(RevocationList)
  }

  package struct Entry: Sendable {
    package let kind: Kind
    /// Relative to where the folder was opened.
    package let file: String
    package let content: Content
  }

  package let entries: [Entry]

  static let endings: [StaticString] = [".pem", ".crt", ".cer", ".der", ".crl"]

  /// Reads the folder of a root or of a command line.
  /// - Returns: Nil when there is no such folder.
  /// - Throws: `ConfigurationDefects` with everything that is wrong in it, or `FileFailure` when a file that is there cannot
  ///   be read.
  package static func read(path: String) throws -> TrustFolder? {
    guard let folder = try OperatorFolder(path: path) else { return nil }
    let log = DefectLog()
    let trust = try read(folder, isDemo: true, log: log)
    try log.throwIfDefective()
    return trust
  }

  /// - Parameter isDemo: Whether demonstration certificates are in their place.
  static func read(_ folder: OperatorFolder, isDemo: Bool, log: DefectLog) throws(FileFailure) -> TrustFolder {
    let folders = Kind.allCases.map { FileName(known: $0.folder) }
    var entries = try read(folder, as: nil, passingOver: folders, log: log)
    for kind in Kind.allCases {
      if let inner = try folder.optionalFolder(FileName(known: kind.folder)) {
        entries += try read(inner, as: kind, passingOver: [], log: log)
      }
    }
    if !isDemo {
      for entry in entries where entry.kind != .intermediate {
        if case .certificate(let certificate) = entry.content, DemoCertificate.isMarked(certificate) {
          log.report(.demoAnchor(subject: certificate.subject.text), at: ConfigurationPlace(source: entry.file))
        }
      }
    }
    return TrustFolder(entries: entries)
  }

  /// - Parameter kind: What everything in the folder is; nil for what the certificates say themselves.
  private static func read(
    _ folder: OperatorFolder, as kind: Kind?, passingOver folders: [FileName], log: DefectLog
  ) throws(FileFailure) -> [Entry] {
    var entries: [Entry] = []
    for name in try folder.files(endingWith: endings, passingOver: folders, log: log) {
      guard let octets = try folder.octets(of: name, log: log) else { continue }
      let place = folder.place(of: name)
      guard let contents = TrustStore.contents(of: octets) else {
        log.report(.trustUnreadable, at: place)
        continue
      }
      let (blocks, readable) = (blockCount(in: octets), contents.certificates.count + contents.lists.count)
      if blocks > readable { log.report(.trustPartlyUnreadable(blocks: blocks, readable: readable), at: place) }
      let isMisplaced = kind == .list ? !contents.certificates.isEmpty : kind != nil && !contents.lists.isEmpty
      if isMisplaced { log.report(.trustMisplaced(isList: kind != .list), at: place) }
      entries += contents.certificates.map { certificate in
        Entry(
          kind: kind ?? (certificate.isSelfIssued ? .anchor : .intermediate), file: place.source,
          content: .certificate(certificate))
      }
      entries += contents.lists.map { Entry(kind: .list, file: place.source, content: .list($0)) }
    }
    return entries
  }

  /// PEM blocks of any kind; none in DER.
  private static func blockCount(in octets: [UInt8]) -> Int {
    let text = String(decoding: octets, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).count { $0.hasPrefix("-----BEGIN ") }
  }

  package func certificates(_ kind: Kind) -> [CertificateRecord] {
    entries.compactMap { entry in
      if entry.kind == kind, case .certificate(let certificate) = entry.content { certificate } else { nil }
    }
  }

  package var lists: [RevocationList] {
    entries.compactMap { if case .list(let list) = $0.content { list } else { nil } }
  }

  /// For verification.
  package var store: TrustStore {
    TrustStore(
      anchors: certificates(.anchor), intermediates: certificates(.intermediate), revocationLists: lists,
      timeStampAnchors: certificates(.timeStampAnchor), responders: certificates(.responder))
  }
}

/// Certificates that `court-intake demo` trusts; everyone can make such ones.
enum DemoCertificate {
  private static let mark = "court-intake demo"
  /// Common name and organisational unit (X.520).
  private static let markedAttributes = ["2.5.4.3", "2.5.4.11"]

  static func isMarked(_ certificate: CertificateRecord) -> Bool {
    certificate.subject.attributes.contains { attribute in
      markedAttributes.contains(attribute.type) && attribute.value.lowercased().contains(mark)
    }
  }
}

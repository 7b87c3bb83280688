import Filing
import XMLSignature

extension TrustStore {
  static let endings: [StaticString] = [".pem", ".crt", ".cer", ".der", ".crl"]

  /// Subjects of anchors that `court-intake demo` trusts carry this; everyone can make such certificates.
  private static let demoMark = "court-intake demo"
  /// Common name and organisational unit (X.520).
  private static let markedAttributes = ["2.5.4.3", "2.5.4.11"]

  /// Everything in the folder: self-issued certificates become anchors.
  static func read(
    _ folder: OperatorFolder, isDemo: Bool, log: DefectLog
  ) throws(FileFailure) -> TrustStore {
    var certificates: [CertificateRecord] = []
    var lists: [RevocationList] = []
    for name in try folder.files(endingWith: endings, log: log) {
      guard let octets = try folder.octets(of: name, log: log) else { continue }
      let place = folder.place(of: name)
      guard let contents = contents(of: octets) else {
        log.report(.trustUnreadable, at: place)
        continue
      }
      let (blocks, readable) = (blockCount(in: octets), contents.certificates.count + contents.lists.count)
      if blocks > readable { log.report(.trustPartlyUnreadable(blocks: blocks, readable: readable), at: place) }
      if !isDemo {
        for anchor in contents.certificates where anchor.issuer == anchor.subject && isMarked(anchor) {
          log.report(.demoAnchor(subject: anchor.subject.text), at: place)
        }
      }
      certificates += contents.certificates
      lists += contents.lists
    }
    return TrustStore(certificates: certificates, revocationLists: lists)
  }

  private static func isMarked(_ certificate: CertificateRecord) -> Bool {
    certificate.subject.attributes.contains { attribute in
      markedAttributes.contains(attribute.type) && attribute.value.lowercased().contains(demoMark)
    }
  }

  /// PEM blocks of any kind; none in DER.
  private static func blockCount(in octets: [UInt8]) -> Int {
    let text = String(decoding: octets, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).count { $0.hasPrefix("-----BEGIN ") }
  }
}

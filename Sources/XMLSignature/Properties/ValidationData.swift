/// Certificates that a signature brings for its validation (EN 319 132-1 §5.4.1).
struct CertificateValues: Sendable {
  private(set) var encapsulated: [EncapsulatedValue] = []
  /// Certificates in another form: named, not read.
  private(set) var others: [XMLTree.NodeID] = []

  init() {}

  init(_ element: XMLTree.NodeID, by reader: XAdESReader) {
    encapsulated = reader.children("EncapsulatedX509Certificate", of: element)
      .map { EncapsulatedValue($0, in: reader.tree) }
    others = reader.children("OtherCertificate", of: element)
  }

  var isEmpty: Bool { encapsulated.isEmpty && others.isEmpty }

  mutating func append(_ values: CertificateValues) {
    encapsulated += values.encapsulated
    others += values.others
  }

  /// The certificates, each once, and why others could not be read.
  /// - Throws: ``SourceFailure`` when long text cannot be read.
  func certificates(in tree: XMLTree) throws -> (certificates: [CertificateRecord], broken: [EncapsulatedValue.Defect])
  {
    var seen: Set<CertificateRecord> = []
    var certificates: [CertificateRecord] = []
    var broken: [EncapsulatedValue.Defect] = []
    for value in encapsulated {
      switch try value.octets(in: tree) {
      case .failure(let defect): broken.append(defect)
      case .success(let octets):
        guard let certificate = try? CertificateRecord(derEncoded: octets) else {
          broken.append(.malformed(FormatFault(node: value.node, detail: "no certificate can be read in it")))
          continue
        }
        if seen.insert(certificate).inserted { certificates.append(certificate) }
      }
    }
    return (certificates, broken)
  }
}

/// Revocation lists and OCSP answers that a signature brings (EN 319 132-1 §5.4.2).
struct RevocationValues: Sendable {
  private(set) var lists: [EncapsulatedValue] = []
  private(set) var answers: [EncapsulatedValue] = []
  /// Values in another form: named, not read.
  private(set) var others: [XMLTree.NodeID] = []

  init() {}

  init(_ element: XMLTree.NodeID, by reader: XAdESReader) {
    func values(_ name: String, in list: String) -> [EncapsulatedValue] {
      reader.children(list, of: element).flatMap { reader.children(name, of: $0) }
        .map { EncapsulatedValue($0, in: reader.tree) }
    }
    lists = values("EncapsulatedCRLValue", in: "CRLValues")
    answers = values("EncapsulatedOCSPValue", in: "OCSPValues")
    others = reader.children("OtherValues", of: element)
  }

  var isEmpty: Bool { lists.isEmpty && answers.isEmpty }

  mutating func append(_ values: RevocationValues) {
    lists += values.lists
    answers += values.answers
    others += values.others
  }
}

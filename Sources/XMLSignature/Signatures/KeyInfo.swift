/// What `ds:KeyInfo` offers: certificates, bare keys, and hints by which a key that the caller has may be found.
/// Nothing in it is proven, and nothing is fetched.
struct KeyInfo: Sendable {
  private(set) var certificates: [CertificateRecord] = []
  /// How many certificates could not be read.
  private(set) var brokenCertificates = 0
  /// A reference that leads to a further reference, and perhaps in a circle.
  private(set) var fault: FormatFault?
  /// References that are not followed: out of the document, or through transforms.
  private(set) var unsupported: [UnsupportedUse] = []
  private(set) var keys: [Result<VerificationKey, UnsupportedAlgorithm>] = []
  private(set) var hints: [Hint] = []

  enum Hint: Sendable, Hashable {
    /// Issuer as text, serial number in decimal.
    case issuerSerial(String)
    case subjectKeyIdentifier([UInt8])
    case digest(DigestAlgorithm, [UInt8])
    case subjectName(String)
  }

  static let empty = KeyInfo()

  /// Of certificates, keys and hints together; each is compared with all others.
  static let mostEntries = 100

  private init() {}

  init(_ element: XMLTree.NodeID, in tree: XMLTree, ids: IDIndex) {
    for child in tree.elements(in: element) where fault == nil { read(child, in: tree, ids: ids, mayFollow: true) }
  }

  /// Whether there is room for one more; too many are a fault.
  private mutating func admits(_ element: XMLTree.NodeID) -> Bool {
    guard certificates.count + brokenCertificates + keys.count + hints.count >= Self.mostEntries else { return true }
    fault = FormatFault(node: element, detail: "more than \(Self.mostEntries) certificates, keys and names in KeyInfo")
    return false
  }

  private mutating func read(_ element: XMLTree.NodeID, in tree: XMLTree, ids: IDIndex, mayFollow: Bool) {
    let name = tree.name(of: element)
    switch (name.local, name.namespace) {
    case ("X509Data", Namespace.xmldsig):
      for child in tree.elements(in: element) where admits(child) { readX509(child, in: tree) }
    case ("KeyValue", Namespace.xmldsig):
      for child in tree.elements(in: element) where admits(child) { readKeyValue(child, in: tree) }
    case ("RSAKeyValue", Namespace.xmldsig), ("ECKeyValue", Namespace.xmldsig11):
      readKeyValue(element, in: tree)
    case ("DEREncodedKeyValue", Namespace.xmldsig11):
      if let octets = tree.text(of: element).flatMap(Base64Decoder.octets) {
        keys.append(VerificationKey.parse(subjectPublicKeyInfo: octets))
      }
    case ("KeyInfoReference", Namespace.xmldsig11), ("RetrievalMethod", Namespace.xmldsig):
      // Within this document, one step, without transforms: anything further could loop or fetch.
      let uri = tree.attribute("URI", of: element) ?? ""
      guard !tree.hasChildElements(element), uri.hasPrefix("#"), let target = ids[String(uri.dropFirst())] else {
        let algorithm = UnsupportedAlgorithm(role: name.local, identifier: uri)
        unsupported.append(UnsupportedUse(algorithm: algorithm, node: element))
        return
      }
      guard mayFollow else {
        fault = FormatFault(node: element, detail: "\(name.local) leads from one key to another, which may be a circle")
        return
      }
      if tree.name(of: target).is("KeyInfo", in: Namespace.xmldsig) {
        for child in tree.elements(in: target) where fault == nil {
          read(child, in: tree, ids: ids, mayFollow: false)
        }
      } else {
        read(target, in: tree, ids: ids, mayFollow: false)
      }
    default: break
    }
  }

  private mutating func readX509(_ element: XMLTree.NodeID, in tree: XMLTree) {
    let text = tree.text(of: element) ?? ""
    let name = tree.name(of: element)
    switch (name.local, name.namespace) {
    case ("X509Certificate", Namespace.xmldsig):
      if let octets = Base64Decoder.octets(of: text), let certificate = try? CertificateRecord(derEncoded: octets) {
        if !certificates.contains(certificate) { certificates.append(certificate) }
      } else {
        brokenCertificates += 1
      }
    case ("X509IssuerSerial", Namespace.xmldsig):
      if let serial = tree.elements("X509SerialNumber", Namespace.xmldsig, in: element).first.flatMap({
        tree.text(of: $0)
      }) {
        hints.append(.issuerSerial(serial.trimmingXMLSpace))
      }
    case ("X509SKI", Namespace.xmldsig):
      if let octets = Base64Decoder.octets(of: text) { hints.append(.subjectKeyIdentifier(octets)) }
    case ("X509SubjectName", Namespace.xmldsig): hints.append(.subjectName(text.trimmingXMLSpace))
    case ("X509Digest", Namespace.xmldsig11):
      if case .success(let algorithm) = DigestAlgorithm.parse(element, in: tree),
        let octets = Base64Decoder.octets(of: text)
      {
        hints.append(.digest(algorithm, octets))
      }
    default: break
    }
  }

  private mutating func readKeyValue(_ element: XMLTree.NodeID, in tree: XMLTree) {
    let name = tree.name(of: element)
    switch (name.local, name.namespace) {
    case ("RSAKeyValue", Namespace.xmldsig):
      guard let modulus = octets("Modulus", Namespace.xmldsig, of: element, in: tree),
        let exponent = octets("Exponent", Namespace.xmldsig, of: element, in: tree)
      else { return }
      keys.append(VerificationKey.rsa(modulus: modulus, exponent: exponent))
    case ("ECKeyValue", Namespace.xmldsig11):
      guard let curve = tree.elements("NamedCurve", Namespace.xmldsig11, in: element).first,
        let uri = tree.attribute("URI", of: curve), uri.hasPrefix("urn:oid:"),
        let point = octets("PublicKey", Namespace.xmldsig11, of: element, in: tree)
      else {
        return keys.append(.failure(UnsupportedAlgorithm(role: "key value", identifier: "EC without a named curve")))
      }
      keys.append(VerificationKey.ec(curve: String(uri.dropFirst("urn:oid:".count)), point: point))
    default:
      keys.append(.failure(UnsupportedAlgorithm(role: "key value", identifier: name.local)))
    }
  }

  private func octets(_ name: String, _ namespace: String, of element: XMLTree.NodeID, in tree: XMLTree) -> [UInt8]? {
    tree.elements(name, namespace, in: element).first.flatMap { tree.text(of: $0) }.flatMap(Base64Decoder.octets)
  }

  /// Certificates of `candidates` that one of the hints points at.
  func hinted(among candidates: [CertificateRecord]) -> [CertificateRecord] {
    guard !hints.isEmpty else { return [] }
    return candidates.filter { certificate in
      hints.contains { hint in
        switch hint {
        case .issuerSerial(let serial): certificate.serialNumberDecimal == serial
        case .subjectKeyIdentifier(let identifier): certificate.subjectKeyIdentifier == identifier
        case .digest(let algorithm, let digest): algorithm.digest(of: certificate.encoded) == digest
        case .subjectName(let name): certificate.subject.text == name
        }
      }
    }
  }
}

extension String {
  var trimmingXMLSpace: String {
    var text = self[...]
    while text.first?.isXMLSpace == true { text.removeFirst() }
    while text.last?.isXMLSpace == true { text.removeLast() }
    return String(text)
  }
}

extension [UInt8] {
  /// The unsigned big-endian integer in decimal, as XMLDSig writes serial numbers.
  var decimalText: String {
    var digits: [UInt8] = [0]
    for octet in self {
      var carry = Int(octet)
      for index in digits.indices {
        carry += Int(digits[index]) * 256
        digits[index] = UInt8(carry % 10)
        carry /= 10
      }
      while carry > 0 {
        digits.append(UInt8(carry % 10))
        carry /= 10
      }
    }
    return String(decoding: digits.reversed().map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}

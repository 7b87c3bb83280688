import Foundation
import Testing

@testable import XMLSignature

/// Whom the publishers of `asic-openeid` trust. Their programs take it from trusted lists (TS 119 612): of each service the
/// certificate itself, whoever issued it. The Estonian list of test services is in the corpus; that of production is not, and
/// the certificates that digidoc4j keeps beside its containers stand for it.
struct PublishedTrust {
  private var anchors: [CertificateRecord] = []
  private var authorities: [CertificateRecord] = []
  private var responders: [CertificateRecord] = []

  static let test = Result {
    var trust = PublishedTrust()
    try trust.add(list: "libdigidocpp/EE_T.xml")
    try trust.add(folder: "digidoc4j/testFiles/certs")
    return trust
  }

  static let production = Result {
    var trust = PublishedTrust()
    try trust.add(folder: "digidoc4j/prodFiles/certs")
    // Authorities that came later. digidoc4j accepts this row, so it trusts who issued the certificate of its time-stamp.
    let folder = "digidoc4j/prodFiles/valid-containers"
    let name = "3xTST-text-data-file-1st-tst-invalid-2nd-tst-no-coverage-3rd-tst-valid.asics"
    try trust.add(embedded: ["SK ID Solutions ROOT G1E", "SK TSA CA 2023E"], of: "\(folder)/\(name)")
    return trust
  }

  /// - Parameter names: Common names of certificates that the container itself brings.
  func adding(embedded names: [String], of path: String) throws -> PublishedTrust {
    var trust = self
    try trust.add(embedded: names, of: path)
    return trust
  }

  var store: TrustStore {
    TrustStore(anchors: anchors, timeStampAnchors: anchors + authorities, responders: responders)
  }

  private mutating func add(_ certificate: CertificateRecord) {
    let usage = certificate.extensions.extendedKeyUsage ?? []
    if certificate.extensions.basicConstraints?.isAuthority == true {
      anchors.append(certificate)
    } else if usage.contains(ExtendedKeyUsage.timeStamping) {
      authorities.append(certificate)
    } else if usage.contains(ExtendedKeyUsage.ocspSigning) {
      responders.append(certificate)
    }
  }

  private mutating func add(folder: String) throws {
    let url = try #require(Corpora.folder).appending(path: "asic-openeid/\(folder)")
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() {
      let octets = try Array(Data(contentsOf: url.appending(path: name)))
      for certificate in TrustStore.contents(of: octets)?.certificates ?? [] { add(certificate) }
    }
  }

  private mutating func add(embedded names: [String], of path: String) throws {
    if names.isEmpty { return }
    let file = try #require(Corpora.folder).appending(path: "asic-openeid/\(path)")
    let embedded = try ContainerEvidence(of: SignatureContainer.open(ByteSource(path: file.path)).get()).certificates
    for name in names { add(try #require(embedded.first { $0.subject.text.contains("CN=\(name)") })) }
  }

  /// Services whose status is granted.
  private mutating func add(list: String) throws {
    let namespace = "http://uri.etsi.org/02231/v2#"
    let tree = try tree(Corpora.octets("asic-openeid/\(list)"))
    for service in tree.descendants("ServiceInformation", namespace, of: tree.document) {
      func text(_ name: String) -> [String] {
        tree.descendants(name, namespace, of: service).compactMap { tree.text(of: $0) }
      }
      guard text("ServiceStatus").contains(where: { $0.hasSuffix("/granted") }) else { continue }
      for value in text("X509Certificate") {
        let octets = Data(base64Encoded: value, options: .ignoreUnknownCharacters) ?? Data()
        if let certificate = try? CertificateRecord(derEncoded: Array(octets)) { add(certificate) }
      }
    }
  }
}

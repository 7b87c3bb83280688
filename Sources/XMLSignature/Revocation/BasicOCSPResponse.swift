import Crypto
public import FoundationEssentials
import SwiftASN1

/// An answer about the status of certificates (RFC 6960 §4.2.1). What it says is proven only by ``RevocationCheck``.
public struct BasicOCSPResponse: Sendable {
  public let responder: ResponderIdentifier
  public let producedAt: Date
  public let responses: [SingleResponse]
  /// Certificates that came with it.
  public let certificates: [CertificateRecord]
  /// How many of those cannot be read.
  public let brokenCertificates: Int
  public let nonce: [UInt8]?
  /// Why the answer must not be used, such as an unknown critical extension; nil when it may be.
  public let unsupported: String?
  /// SHA-256 of the octets in which it came, in lower-case hexadecimal.
  public let digest: String

  /// Answers have one of each, or a few; more would only cost time.
  static let mostResponses = 128
  static let mostCertificates = 16

  let signed: [UInt8]
  let signatureAlgorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm>
  let signature: [UInt8]

  /// Reads one DER encoded `BasicOCSPResponse`.
  public init(derEncoded octets: [UInt8]) throws(RevocationDefect) {
    try self.init(derEncoded: octets, digest: SHA256.hash(data: octets).hexadecimal)
  }

  init(derEncoded octets: [UInt8], digest: String) throws(RevocationDefect) {
    let node = try Self.node(of: octets)
    self = try RevocationDefect.naming("it is no BasicOCSPResponse") { try BasicOCSPResponse(node, digest: digest) }
  }

  /// Reads an answer in either of the forms that signatures carry: `OCSPResponse` or `BasicOCSPResponse`.
  public static func read(_ octets: [UInt8]) throws(RevocationDefect) -> BasicOCSPResponse {
    let isResponse = try RevocationDefect.naming("it is no OCSP answer") {
      var outer = DERElements(of: octets)
      var inner = try outer.next(DERTag.sequence, "the answer", octets).elements
      return try inner.next(octets)?.tag == DERTag.enumerated
    }
    guard isResponse else { return try BasicOCSPResponse(derEncoded: octets) }
    let response = try OCSPResponse(derEncoded: octets)
    guard let answer = response.answer else {
      throw RevocationDefect("the responder gave no answer: \(response.status)")
    }
    return answer
  }

  /// Whether the answer's signature was made with the certificate's key.
  func signature(by certificate: CertificateRecord) -> SignatureCheck {
    SignatureCheck(signature, over: signed, by: signatureAlgorithm, with: certificate.key)
  }

  static func node(of octets: [UInt8]) throws(RevocationDefect) -> ASN1Node {
    guard octets.count <= OCSPResponse.mostOctets else {
      throw RevocationDefect("it is longer than \(OCSPResponse.mostOctets) octets")
    }
    return try RevocationDefect.naming("it is not DER") { try DER.parse(octets) }
  }

  private init(_ node: ASN1Node, digest: String) throws {
    self.digest = digest
    let (data, algorithm, signature, certificates) = try DER.sequence(node, identifier: .sequence) { fields in
      let data = try fields.required()
      let algorithm = try X509SignatureAlgorithm.parse(fields.required())
      let signature = try ASN1BitString(derEncoded: &fields)
      let certificates = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) { list in
        try DER.sequence(list, identifier: .sequence) { certificates in
          var all: [[UInt8]] = []
          while let certificate = certificates.next() { all.append(Array(certificate.encodedBytes)) }
          guard all.count <= Self.mostCertificates else {
            throw RevocationDefect("it has more than \(Self.mostCertificates) certificates")
          }
          return all
        }
      }
      return (data, algorithm, signature, certificates ?? [])
    }
    guard signature.paddingBits == 0 else { throw RevocationDefect("its signature is not made of octets") }
    signed = Array(data.encodedBytes)
    signatureAlgorithm = algorithm
    self.signature = Array(signature.bytes)
    self.certificates = certificates.compactMap { try? CertificateRecord(derEncoded: $0) }
    brokenCertificates = certificates.count - self.certificates.count
    let body = try ResponseData(derEncoded: data)
    responder = body.responder
    producedAt = body.producedAt
    responses = body.responses
    nonce = body.extensions.nonce
    unsupported = body.extensions.unsupported
  }
}

/// RFC 6960 §4.2.1.
private struct ResponseData: DERParseable {
  let responder: ResponderIdentifier
  let producedAt: Date
  let responses: [SingleResponse]
  let extensions: OCSPExtensions

  init(derEncoded node: ASN1Node) throws {
    self = try DER.sequence(node, identifier: .sequence) { try ResponseData(&$0) }
  }

  private init(_ fields: inout ASN1NodeCollection.Iterator) throws {
    let version = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
      try Int(derEncoded: $0)
    }
    guard (version ?? 0) == 0 else { throw RevocationDefect("its version is not known") }
    responder = try ResponderIdentifier(derEncoded: fields.required())
    producedAt = try Date(time: fields.required())
    responses = try DER.sequence(fields.required(), identifier: .sequence) { list in
      var responses: [SingleResponse] = []
      while let response = list.next() {
        guard responses.count < BasicOCSPResponse.mostResponses else {
          throw RevocationDefect("it is about more than \(BasicOCSPResponse.mostResponses) certificates")
        }
        responses.append(try SingleResponse(derEncoded: response))
      }
      return responses
    }
    extensions = try OCSPExtensions(optional: &fields)
  }
}

/// Who signed an answer (RFC 6960 §4.2.2.3).
public enum ResponderIdentifier: Sendable, Hashable {
  case name(DistinguishedName)
  /// SHA-1 of the key.
  case keyHash([UInt8])

  init(derEncoded node: ASN1Node) throws {
    guard case .constructed(let content) = node.content else {
      throw ASN1Error.unexpectedFieldType(node.identifier)
    }
    var inner = content.makeIterator()
    let value = try inner.required()
    guard inner.next() == nil, node.identifier.tagClass == .contextSpecific else {
      throw ASN1Error.unexpectedFieldType(node.identifier)
    }
    switch node.identifier.tagNumber {
    case 1: self = .name(try DistinguishedName(derEncoded: value))
    case 2: self = .keyHash(Array(try ASN1OctetString(derEncoded: value).bytes))
    default: throw ASN1Error.unexpectedFieldType(node.identifier)
    }
  }

  func names(_ certificate: CertificateRecord) -> Bool {
    switch self {
    case .name(let name): name == certificate.subject
    case .keyHash(let hash):
      certificate.publicKeyOctets.map { DigestAlgorithm.sha1.digest(of: $0) == hash } ?? false
    }
  }
}

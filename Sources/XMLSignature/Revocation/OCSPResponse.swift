import Crypto
import SwiftASN1

/// What a responder sent (RFC 6960 §4.2.1): an answer, or why there is none.
public struct OCSPResponse: Sendable {
  public enum Status: Int, Sendable, Hashable {
    case successful = 0
    case malformedRequest = 1
    case internalError = 2
    case tryLater = 3
    case signatureRequired = 5
    case unauthorized = 6
  }

  /// Answers are short; a tree of more octets than this is not built.
  static let mostOctets = 1 << 20

  public let status: Status
  /// Nil when the status is not ``Status/successful``.
  public let answer: BasicOCSPResponse?

  /// Reads one DER encoded `OCSPResponse`.
  public init(derEncoded octets: [UInt8]) throws(RevocationDefect) {
    let node = try BasicOCSPResponse.node(of: octets)
    let parts = try RevocationDefect.naming("it is no OCSPResponse") { try Parts(derEncoded: node) }
    status = parts.status
    guard let (type, content) = parts.response else {
      guard parts.status != .successful else { throw RevocationDefect("it is successful, and has no answer") }
      answer = nil
      return
    }
    guard parts.status == .successful else { throw RevocationDefect("it is not successful, and has an answer") }
    guard type == Self.basic else { throw RevocationDefect("its answer is of the unknown type \(type)") }
    answer = try BasicOCSPResponse(derEncoded: content, digest: SHA256.hash(data: octets).hexadecimal)
  }

  /// id-pkix-ocsp-basic.
  private static let basic: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 1, 1]

  private struct Parts: DERParseable {
    let status: Status
    let response: (type: ASN1ObjectIdentifier, content: [UInt8])?

    init(derEncoded node: ASN1Node) throws {
      (status, response) = try DER.sequence(node, identifier: .sequence) { fields in
        guard case .primitive(let code)? = fields.next().flatMap({ $0.identifier == .enumerated ? $0.content : nil }),
          code.count == 1, let status = code.first.flatMap({ Status(rawValue: Int($0)) })
        else { throw ASN1Error.invalidASN1Object(reason: "status") }
        let response = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) { node in
          try DER.sequence(node, identifier: .sequence) { fields in
            (try ASN1ObjectIdentifier(derEncoded: &fields), Array(try ASN1OctetString(derEncoded: &fields).bytes))
          }
        }
        return (status, response)
      }
    }
  }
}

package import Foundation
import SwiftASN1
import X509
package import XMLSignature

extension TestAuthority {
  /// A complete list (RFC 5280 §5) of this authority.
  /// - Parameter signer: Whose key signs it; nil for the authority's own.
  package func revocationList(
    of revoked: [(TestIdentity, at: Date)], thisUpdate: Date, nextUpdate: Date?, signer: TestIdentity? = nil,
    isDelta: Bool = false
  ) throws -> RevocationList {
    let identity = signer ?? self.identity
    var body = DER.Serializer()
    try body.appendConstructedNode(identifier: .sequence) { list in
      try list.serialize(1)
      try Self.algorithm(into: &list)
      try list.serialize(self.identity.certificate.subject)
      try list.serialize(UTCTime(thisUpdate))
      if let nextUpdate { try list.serialize(UTCTime(nextUpdate)) }
      if !revoked.isEmpty {
        try list.appendConstructedNode(identifier: .sequence) { entries in
          for (identity, time) in revoked {
            try entries.appendConstructedNode(identifier: .sequence) { entry in
              entry.appendPrimitiveNode(identifier: .integer) {
                $0.append(contentsOf: identity.certificate.serialNumber.bytes)
              }
              try entry.serialize(UTCTime(time))
            }
          }
        }
      }
      if isDelta {
        try list.appendConstructedNode(identifier: ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)) {
          try $0.appendConstructedNode(identifier: .sequence) { extensions in
            try extensions.appendConstructedNode(identifier: .sequence) { item in
              try item.serialize([2, 5, 29, 27] as ASN1ObjectIdentifier)
              try item.serialize(true)
              try item.serialize(ASN1OctetString(contentBytes: [2, 1, 1]))
            }
          }
        }
      }
    }
    guard case .p256(let key) = identity.key else {
      throw ASN1Error.invalidASN1Object(reason: "lists are signed with P-256")
    }
    var list = DER.Serializer()
    let signature = Array(try key.signature(for: body.serializedBytes).derRepresentation)
    try list.appendConstructedNode(identifier: .sequence) { list in
      list.serializeRawBytes(body.serializedBytes)
      try Self.algorithm(into: &list)
      try list.serialize(ASN1BitString(bytes: signature[...]))
    }
    return try RevocationList(derEncoded: list.serializedBytes)
  }

  /// ecdsa-with-SHA256.
  private static func algorithm(into coder: inout DER.Serializer) throws {
    try coder.appendConstructedNode(identifier: .sequence) {
      try $0.serialize([1, 2, 840, 10045, 4, 3, 2] as ASN1ObjectIdentifier)
    }
  }
}

extension UTCTime {
  fileprivate init(_ date: Date) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let part = { calendar.component($0, from: date) }
    try self.init(
      year: part(.year), month: part(.month), day: part(.day), hours: part(.hour), minutes: part(.minute),
      seconds: part(.second))
  }
}

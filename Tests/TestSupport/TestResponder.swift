import Crypto
package import Foundation
import SwiftASN1
package import X509
package import XMLSignature

/// Makes OCSP answers (RFC 6960 §4.2), with whatever flaw a test needs.
package struct TestResponder: Sendable {
  package enum Status: Sendable {
    case good
    case revoked(at: Date, reason: UInt8? = nil)
    case unknown
  }

  package enum Identification: Sendable { case name, keyHash }

  /// What the answer says of one certificate.
  package struct Single: Sendable {
    package var certificate: TestIdentity
    package var issuer: TestIdentity
    package var status: Status
    package var thisUpdate: Date
    package var nextUpdate: Date?
    package var digest = DigestAlgorithm.sha1
    package var extensions: [TestExtension] = []

    package init(
      _ certificate: TestIdentity, of issuer: TestIdentity, _ status: Status = .good, thisUpdate: Date,
      nextUpdate: Date? = nil
    ) {
      self.certificate = certificate
      self.issuer = issuer
      self.status = status
      self.thisUpdate = thisUpdate
      self.nextUpdate = nextUpdate
    }
  }

  /// Whose name and key hash the answer has.
  package var identity: TestIdentity
  /// Whose key signs it.
  package var key: TestKey
  package var identification = Identification.name
  /// Those that come with the answer.
  package var certificates: [TestIdentity]
  package var producedAt: Date
  package var extensions: [TestExtension] = []

  package init(_ identity: TestIdentity, certificates: [TestIdentity] = [], producedAt: Date) {
    self.identity = identity
    key = identity.key
    self.certificates = certificates
    self.producedAt = producedAt
  }

  package func with(_ change: (inout TestResponder) throws -> Void) rethrows -> TestResponder {
    var copy = self
    try change(&copy)
    return copy
  }

  /// `BasicOCSPResponse`.
  package func basic(_ singles: [Single]) throws -> [UInt8] {
    var data = DER.Serializer()
    try data.appendConstructedNode(identifier: .sequence) { data in
      try serializeIdentification(into: &data)
      try data.serialize(GeneralizedTime(wholeSecondsOf: producedAt))
      try data.appendConstructedNode(identifier: .sequence) { list in
        for single in singles { try Self.serialize(single, into: &list) }
      }
      try data.serialize(extensions, tag: 1)
    }
    let signature = try key.signX509(data.serializedBytes)
    var coder = DER.Serializer()
    try coder.appendConstructedNode(identifier: .sequence) { answer in
      answer.serializeRawBytes(data.serializedBytes)
      try answer.serialize(algorithm: key.x509Algorithm)
      try answer.serialize(ASN1BitString(bytes: signature[...]))
      guard !certificates.isEmpty else { return }
      answer.appendConstructedNode(identifier: Self.tag(0)) { tagged in
        tagged.appendConstructedNode(identifier: .sequence) { list in
          for certificate in certificates { list.serializeRawBytes(certificate.encoded) }
        }
      }
    }
    return coder.serializedBytes
  }

  /// `OCSPResponse` with the status successful.
  package func response(_ singles: [Single]) throws -> [UInt8] {
    let basic = try self.basic(singles)
    var coder = DER.Serializer()
    try coder.appendConstructedNode(identifier: .sequence) { response in
      response.appendPrimitiveNode(identifier: .enumerated) { $0.append(0) }
      try response.appendConstructedNode(identifier: Self.tag(0)) { tagged in
        try tagged.appendConstructedNode(identifier: .sequence) { bytes in
          try bytes.serialize([1, 3, 6, 1, 5, 5, 7, 48, 1, 1] as ASN1ObjectIdentifier)
          try bytes.serialize(ASN1OctetString(contentBytes: basic[...]))
        }
      }
    }
    return coder.serializedBytes
  }

  package func answer(_ singles: Single...) throws -> BasicOCSPResponse {
    try BasicOCSPResponse(derEncoded: basic(singles))
  }

  private static func tag(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }

  private func serializeIdentification(into coder: inout DER.Serializer) throws {
    switch identification {
    case .name:
      try coder.appendConstructedNode(identifier: Self.tag(1)) { try $0.serialize(identity.certificate.subject) }
    case .keyHash:
      let hash = Array(Insecure.SHA1.hash(data: identity.certificate.publicKey.subjectPublicKeyInfoBytes))
      try coder.appendConstructedNode(identifier: Self.tag(2)) {
        try $0.serialize(ASN1OctetString(contentBytes: hash[...]))
      }
    }
  }

  private static func serialize(_ single: Single, into coder: inout DER.Serializer) throws {
    try coder.appendConstructedNode(identifier: .sequence) { fields in
      try fields.appendConstructedNode(identifier: .sequence) { identifier in
        try serializeIdentifier(of: single, into: &identifier)
      }
      switch single.status {
      case .good: fields.appendPrimitiveNode(identifier: tag(0)) { _ in }
      case .unknown: fields.appendPrimitiveNode(identifier: tag(2)) { _ in }
      case .revoked(let time, let reason):
        try fields.appendConstructedNode(identifier: tag(1)) { revoked in
          try revoked.serialize(GeneralizedTime(wholeSecondsOf: time))
          if let reason {
            revoked.appendConstructedNode(identifier: tag(0)) {
              $0.appendPrimitiveNode(identifier: .enumerated) { $0.append(reason) }
            }
          }
        }
      }
      try fields.serialize(GeneralizedTime(wholeSecondsOf: single.thisUpdate))
      if let next = single.nextUpdate {
        try fields.appendConstructedNode(identifier: tag(0)) { try $0.serialize(GeneralizedTime(wholeSecondsOf: next)) }
      }
      try fields.serialize(single.extensions, tag: 1)
    }
  }

  private static func serializeIdentifier(of single: Single, into coder: inout DER.Serializer) throws {
    var name = DER.Serializer()
    try name.serialize(single.issuer.certificate.subject)
    let (algorithm, hash): (ASN1ObjectIdentifier, ([UInt8]) -> [UInt8]) =
      switch single.digest {
      case .sha256: ([2, 16, 840, 1, 101, 3, 4, 2, 1], { Array(SHA256.hash(data: $0)) })
      case .sha384: ([2, 16, 840, 1, 101, 3, 4, 2, 2], { Array(SHA384.hash(data: $0)) })
      case .sha512: ([2, 16, 840, 1, 101, 3, 4, 2, 3], { Array(SHA512.hash(data: $0)) })
      default: ([1, 3, 14, 3, 2, 26], { Array(Insecure.SHA1.hash(data: $0)) })
      }
    try coder.serialize(algorithm: algorithm)
    let key = Array(single.issuer.certificate.publicKey.subjectPublicKeyInfoBytes)
    try coder.serialize(ASN1OctetString(contentBytes: hash(name.serializedBytes)[...]))
    try coder.serialize(ASN1OctetString(contentBytes: hash(key)[...]))
    try coder.serialize(single.certificate.certificate.serialNumber.bytes)
  }
}

extension TestAuthority {
  /// Someone who may answer for this authority.
  package func responder(
    _ name: String = "Test Responder", validity: ClosedRange<Date> = TestAuthority.validity,
    usages: [ExtendedKeyUsage.Usage] = [.ocspSigning], isNotChecked: Bool = true
  ) throws -> TestIdentity {
    var extensions: [Certificate.Extension] = []
    if !usages.isEmpty { extensions.append(try Certificate.Extension(ExtendedKeyUsage(usages), critical: false)) }
    if isNotChecked {
      extensions.append(Certificate.Extension(oid: [1, 3, 6, 1, 5, 5, 7, 48, 1, 5], critical: false, value: [5, 0]))
    }
    return try issue([(Self.commonName, name)], validity: validity, extensions: extensions)
  }
}

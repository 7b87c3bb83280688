import SwiftASN1

/// Certificates that came with a CMS object. One that cannot be read is counted, and spoils nothing: the signer is found by
/// the digest of its certificate.
struct EmbeddedCertificates {
  private(set) var records: [CertificateRecord] = []
  private(set) var broken = 0
  /// Attribute certificates and other kinds than X.509 (RFC 5652 §10.2.2).
  private(set) var otherKinds = 0

  mutating func add(_ choice: ASN1Node) {
    guard choice.identifier == .sequence else {
      otherKinds += 1
      return
    }
    do {
      records.append(try CertificateRecord(derEncoded: Array(choice.encodedBytes)))
    } catch {
      broken += 1
    }
  }

  /// Adds the `CertificateValues` of an unsigned attribute (RFC 5126 §6.3.3).
  mutating func add(values: [ASN1Node]) {
    for value in values {
      guard let list = try? value.children() else {
        broken += 1
        continue
      }
      list.forEach { add($0) }
    }
  }
}

/// Revocation data that came with a CMS object, as it came.
struct EmbeddedRevocationData {
  private(set) var lists: [RevocationList] = []
  /// Each an `OCSPResponse` (RFC 6960 §4.2.1).
  private(set) var responses: [[UInt8]] = []
  private(set) var broken = 0
  /// Kinds that we do not know.
  private(set) var otherKinds = 0

  /// Adds a `RevocationInfoChoice` (RFC 5652 §10.2.1).
  mutating func add(_ choice: ASN1Node) {
    if choice.identifier == .sequence { return add(list: choice) }
    guard let fields = try? choice.children() else {
      otherKinds += 1
      return
    }
    var nodes = fields.makeIterator()
    // RFC 5940 §2.2.
    guard let type = try? nodes.required().objectIdentifier(), type == "1.3.6.1.5.5.7.16.2",
      let response = nodes.next()
    else {
      otherKinds += 1
      return
    }
    responses.append(Array(response.encodedBytes))
  }

  /// Adds the `RevocationValues` of an unsigned attribute (RFC 5126 §6.3.4).
  mutating func add(values: [ASN1Node]) {
    for value in values {
      for choice in (try? Array(value.children())) ?? [] {
        let items = (try? choice.children().map { try Array($0.children()) }.flatMap { $0 }) ?? []
        switch choice.identifier {
        case ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific): items.forEach { add(list: $0) }
        case ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific): items.forEach { add(basicResponse: $0) }
        default: otherKinds += 1
        }
      }
    }
  }

  private mutating func add(list: ASN1Node) {
    do {
      lists.append(try RevocationList(derEncoded: Array(list.encodedBytes)))
    } catch {
      broken += 1
    }
  }

  /// Puts a `BasicOCSPResponse` into the envelope that other places have it in.
  private mutating func add(basicResponse: ASN1Node) {
    var coder = DER.Serializer()
    do {
      try coder.appendConstructedNode(identifier: .sequence) { response in
        response.appendPrimitiveNode(identifier: .enumerated) { $0.append(0) }
        try response.appendConstructedNode(identifier: ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)) {
          try $0.appendConstructedNode(identifier: .sequence) { bytes in
            try bytes.serialize([1, 3, 6, 1, 5, 5, 7, 48, 1, 1] as ASN1ObjectIdentifier)
            try bytes.serialize(ASN1OctetString(contentBytes: basicResponse.encodedBytes))
          }
        }
      }
      responses.append(coder.serializedBytes)
    } catch {
      broken += 1
    }
  }
}

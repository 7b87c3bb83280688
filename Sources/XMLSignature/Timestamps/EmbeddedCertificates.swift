import SwiftASN1

/// Certificates that came with a CMS object. One that cannot be read is counted, and spoils nothing: the signer is found by
/// the digest of its certificate.
struct EmbeddedCertificates {
  private(set) var records: [CertificateRecord] = []
  private(set) var broken = 0
  /// Attribute certificates and other kinds than X.509 (RFC 5652 §10.2.2).
  private(set) var otherKinds = 0

  /// Paths have a handful; of the certificates beyond these none is read.
  private static let most = 200

  mutating func add(_ choice: ASN1Node) {
    guard choice.identifier == .sequence else {
      otherKinds += 1
      return
    }
    do {
      guard records.count + broken < Self.most else { throw ASN1Error.invalidASN1Object(reason: "too many") }
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

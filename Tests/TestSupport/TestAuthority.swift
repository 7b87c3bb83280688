import Crypto
package import Foundation
package import SwiftASN1
package import X509
package import XMLSignature

/// Someone with a key and a certificate. The key dies with the process.
package struct TestIdentity: Sendable {
  package let key: TestKey
  package let certificate: Certificate
  /// DER.
  package let encoded: [UInt8]
  /// As the library reads it.
  package let record: CertificateRecord

  init(key: TestKey, certificate: Certificate) throws {
    self.key = key
    self.certificate = certificate
    var serializer = DER.Serializer()
    try serializer.serialize(certificate)
    encoded = serializer.serializedBytes
    record = try CertificateRecord(derEncoded: encoded)
  }

  package var certificatePEM: String { PEMDocument(type: "CERTIFICATE", derBytes: encoded).pemString + "\n" }
}

/// A certification authority that exists for one test run: a root, or an intermediate below another one.
package struct TestAuthority: Sendable {
  package let identity: TestIdentity

  /// A root, signed by itself.
  package init(
    root name: String = "Test Root", kind: TestKey.Kind = .p256, validity: ClosedRange<Date> = TestAuthority.validity,
    keyUsage: KeyUsage? = TestAuthority.issuing
  ) throws {
    let key = try TestKey(kind)
    let subject = try Self.name([(Self.commonName, name)])
    identity = try TestIdentity(
      key: key,
      certificate: Self.certificate(
        subject, key, issuer: subject, issuerKey: key, validity: validity, isAuthority: true, keyUsage: keyUsage))
  }

  /// An intermediate below this authority.
  package func intermediate(
    _ name: String = "Test Intermediate", validity: ClosedRange<Date> = TestAuthority.validity,
    keyUsage: KeyUsage? = TestAuthority.issuing
  ) throws -> TestAuthority {
    try TestAuthority(
      of: issue(
        [(Self.commonName, name)], validity: validity, isAuthority: true, keyUsage: keyUsage))
  }

  /// A certificate for someone.
  /// - Parameters:
  ///   - subject: Attributes by object identifier, from the most general on, after `C=AZ`.
  ///   - keyUsage: Nil for a certificate without the extension.
  ///   - key: Nil for a new one.
  package func issue(
    _ subject: [(type: ASN1ObjectIdentifier, value: String)] = [(TestAuthority.commonName, "Test Signer")],
    kind: TestKey.Kind = .p256, validity: ClosedRange<Date> = TestAuthority.validity, isAuthority: Bool = false,
    keyUsage: KeyUsage? = TestAuthority.signing, extensions: [Certificate.Extension] = [], key: TestKey? = nil
  ) throws -> TestIdentity {
    let key = try key ?? TestKey(kind)
    return try TestIdentity(
      key: key,
      certificate: Self.certificate(
        Self.name(subject), key, issuer: identity.certificate.subject, issuerKey: identity.key, validity: validity,
        isAuthority: isAuthority, keyUsage: keyUsage, more: extensions))
  }

  /// Someone who issues certificates, whether allowed to or not.
  package init(of identity: TestIdentity) { self.identity = identity }

  /// 2025 to 2034.
  package static let validity = day(2025)...day(2035)
  package static let issuing = KeyUsage(keyCertSign: true, cRLSign: true)
  package static let signing = KeyUsage(digitalSignature: true, nonRepudiation: true)
  package static let commonName: ASN1ObjectIdentifier = [2, 5, 4, 3]
  package static let serialNumber: ASN1ObjectIdentifier = [2, 5, 4, 5]
  package static let organizationName: ASN1ObjectIdentifier = [2, 5, 4, 10]

  /// Midnight UTC.
  package static func day(_ year: Int, _ month: Int = 1, _ day: Int = 1) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    guard let date = calendar.date(from: DateComponents(year: year, month: month, day: day)) else {
      preconditionFailure("not a day")
    }
    return date
  }

  private static func name(_ attributes: [(type: ASN1ObjectIdentifier, value: String)]) throws
    -> X509.DistinguishedName
  {
    let country = RelativeDistinguishedName(try .init(type: [2, 5, 4, 6], printableString: "AZ"))
    return X509.DistinguishedName(
      [country] + attributes.map { RelativeDistinguishedName(.init(type: $0.type, utf8String: $0.value)) })
  }

  private static func certificate(
    _ subject: X509.DistinguishedName, _ key: TestKey, issuer: X509.DistinguishedName, issuerKey: TestKey,
    validity: ClosedRange<Date>, isAuthority: Bool, keyUsage: KeyUsage?,
    more: [Certificate.Extension] = []
  ) throws -> Certificate {
    let basic: BasicConstraints =
      isAuthority ? .isCertificateAuthority(maxPathLength: nil) : .notCertificateAuthority
    return try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.certificateKey.publicKey,
      notValidBefore: validity.lowerBound, notValidAfter: validity.upperBound, issuer: issuer, subject: subject,
      extensions: Certificate.Extensions {
        Critical(basic)
        if let keyUsage { Critical(keyUsage) }
        for item in more { item }
      }, issuerPrivateKey: issuerKey.certificateKey)
  }
}

import Crypto
import CryptoExtras
package import Foundation
package import XMLSignature

/// A certificate in which everything may be wrong, with the key that it is for.
package struct TestCertificate: Sendable {
  package let key: TestKey
  /// DER of the subject.
  package let subject: [UInt8]
  package let encoded: [UInt8]
  package let record: CertificateRecord

  /// How a certificate is signed.
  package enum Signature: Sendable {
    /// SHA-256; RSA by PKCS #1 v1.5.
    case ordinary
    case rsaPSS
    case sha1
    /// Of other octets.
    case wrong
    /// Right, with another algorithm named inside than beside it.
    case misnamed
  }

  package struct Extension: Sendable {
    package let type: String
    package let isCritical: Bool
    package let value: [UInt8]

    package init(_ type: String, isCritical: Bool = false, _ value: [UInt8]) {
      self.type = type
      self.isCritical = isCritical
      self.value = value
    }

    var encoded: [UInt8] {
      TestDER.sequence(
        TestDER.identifier(type), isCritical ? TestDER.boolean(true) : [], TestDER.octetString(value))
    }
  }

  /// - Parameter issuer: Nil for a certificate that is signed by itself.
  package init(
    _ commonName: String, key: TestKey? = nil, issuer: TestCertificate? = nil, extensions: [Extension],
    validity: ClosedRange<Date> = TestAuthority.validity, subject: [UInt8]? = nil, issuerName: [UInt8]? = nil,
    version: Int = 3, serialNumber: [UInt8]? = nil, signature: Signature = .ordinary
  ) throws {
    let key = try key ?? TestKey(.p256)
    let subject = subject ?? TestDER.name([("2.5.4.6", "AZ"), ("2.5.4.3", commonName)])
    let signer = issuer?.key ?? key
    let inner = signature == .misnamed ? Signature.sha1 : signature
    let body = TestDER.sequence(
      version > 1 ? TestDER.element(0xA0, TestDER.integer(version - 1)) : [],
      TestDER.integer(serialNumber ?? (0..<8).map { _ in UInt8.random(in: 1...127) }),
      Self.algorithm(signer, inner), issuerName ?? issuer?.subject ?? subject,
      TestDER.sequence(Self.time(validity.lowerBound), Self.time(validity.upperBound)), subject,
      try key.publicInfo,
      extensions.isEmpty ? [] : TestDER.element(0xA3, TestDER.sequence(of: extensions.map(\.encoded))))
    let value = try Self.sign(signature == .wrong ? body + [0] : body, signer, signature)
    self.key = key
    self.subject = subject
    encoded = TestDER.sequence(body, Self.algorithm(signer, signature), TestDER.bitString(value))
    record = try CertificateRecord(derEncoded: encoded)
  }

  package var pem: String {
    let base64 = Data(encoded).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN CERTIFICATE-----\n\(base64)\n-----END CERTIFICATE-----\n"
  }

  private static func time(_ date: Date) -> [UInt8] {
    let style = Date.VerbatimFormatStyle(
      format:
        "\(year: .padded(4))\(month: .twoDigits)\(day: .twoDigits)\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)",
      timeZone: .gmt, calendar: Calendar(identifier: .gregorian))
    let text = date.formatted(style)
    let year = Int(text.prefix(4)) ?? 0
    return (1950..<2050).contains(year)
      ? TestDER.element(0x17, Array("\(text.dropFirst(2))Z".utf8)) : TestDER.element(0x18, Array("\(text)Z".utf8))
  }

  private static func algorithm(_ key: TestKey, _ signature: Signature) -> [UInt8] {
    let null: [UInt8] = [5, 0]
    switch (key, signature) {
    case (.rsa, .rsaPSS):
      let sha256 = TestDER.sequence(TestDER.identifier("2.16.840.1.101.3.4.2.1"), null)
      return TestDER.sequence(
        TestDER.identifier("1.2.840.113549.1.1.10"),
        TestDER.sequence(
          TestDER.element(0xA0, sha256),
          TestDER.element(0xA1, TestDER.sequence(TestDER.identifier("1.2.840.113549.1.1.8"), sha256)),
          TestDER.element(0xA2, TestDER.integer(32))))
    case (.rsa, .sha1): return TestDER.sequence(TestDER.identifier("1.2.840.113549.1.1.5"), null)
    case (.rsa, _): return TestDER.sequence(TestDER.identifier("1.2.840.113549.1.1.11"), null)
    case (.ed25519, _): return TestDER.sequence(TestDER.identifier("1.3.101.112"))
    case (_, .sha1): return TestDER.sequence(TestDER.identifier("1.2.840.10045.4.1"))
    default: return TestDER.sequence(TestDER.identifier("1.2.840.10045.4.3.2"))
    }
  }

  private static func sign(_ octets: [UInt8], _ key: TestKey, _ signature: Signature) throws -> [UInt8] {
    let digest = SHA256.hash(data: octets)
    let sha1 = Insecure.SHA1.hash(data: octets)
    switch (key, signature) {
    case (.rsa(let key), .rsaPSS): return Array(try key.signature(for: digest, padding: .PSS).rawRepresentation)
    case (.rsa(let key), .sha1):
      return Array(try key.signature(for: sha1, padding: .insecurePKCS1v1_5).rawRepresentation)
    case (.rsa(let key), _):
      return Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    case (.p256(let key), .sha1): return Array(try key.signature(for: sha1).derRepresentation)
    case (.p256(let key), _): return Array(try key.signature(for: digest).derRepresentation)
    case (.p384(let key), _): return Array(try key.signature(for: digest).derRepresentation)
    case (.p521(let key), _): return Array(try key.signature(for: digest).derRepresentation)
    case (.ed25519(let key), _): return Array(try key.signature(for: octets))
    }
  }
}

extension TestCertificate.Extension {
  package typealias Extension = TestCertificate.Extension

  package static func basicConstraints(
    isAuthority: Bool = true, pathLength: Int? = nil, isCritical: Bool = true
  ) -> Extension {
    Extension(
      "2.5.29.19", isCritical: isCritical,
      TestDER.sequence(isAuthority ? TestDER.boolean(true) : [], pathLength.map { TestDER.integer($0) } ?? []))
  }

  /// Bits as RFC 5280 numbers them; 0 is digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign.
  package static func keyUsage(_ bits: Int...) -> Extension {
    let octet = bits.reduce(UInt8(0)) { $0 | 0x80 >> UInt8($1) }
    return Extension(
      "2.5.29.15", isCritical: true, TestDER.bitString([octet], unused: UInt8(octet.trailingZeroBitCount)))
  }

  package static func extendedKeyUsage(_ purposes: String..., isCritical: Bool = false) -> Extension {
    Extension("2.5.29.37", isCritical: isCritical, TestDER.sequence(of: purposes.map(TestDER.identifier)))
  }

  /// - Parameters: Encoded general names.
  package static func nameConstraints(permitted: [[UInt8]] = [], excluded: [[UInt8]] = []) -> Extension {
    let list = { (tag: UInt8, names: [[UInt8]]) in
      names.isEmpty ? [] : TestDER.element(tag, names.flatMap { TestDER.sequence($0) })
    }
    return Extension("2.5.29.30", isCritical: true, TestDER.sequence(list(0xA0, permitted), list(0xA1, excluded)))
  }

  package static func alternativeNames(_ names: [UInt8]...) -> Extension {
    Extension("2.5.29.17", TestDER.sequence(of: names))
  }

  package static func policies(_ policies: String...) -> Extension {
    Extension("2.5.29.32", TestDER.sequence(of: policies.map { TestDER.sequence(TestDER.identifier($0)) }))
  }

  package static func policyConstraints(requireExplicit: Int? = nil, inhibitMapping: Int? = nil) -> Extension {
    let field = { (tag: UInt8, value: Int?) in
      value.map { TestDER.element(tag, Array(TestDER.integer($0).dropFirst(2))) } ?? []
    }
    return Extension(
      "2.5.29.36", isCritical: true, TestDER.sequence(field(0x80, requireExplicit), field(0x81, inhibitMapping)))
  }

  package static func policyMapping(_ issuer: String, _ subject: String) -> Extension {
    Extension(
      "2.5.29.33", isCritical: true,
      TestDER.sequence(TestDER.sequence(TestDER.identifier(issuer), TestDER.identifier(subject))))
  }

  package static func inhibitAnyPolicy(_ skip: Int) -> Extension {
    Extension("2.5.29.54", isCritical: true, TestDER.integer(skip))
  }

  package static func subjectKeyIdentifier(_ octets: [UInt8]) -> Extension {
    Extension("2.5.29.14", TestDER.octetString(octets))
  }

  package static func authorityKeyIdentifier(_ octets: [UInt8]) -> Extension {
    Extension("2.5.29.35", TestDER.sequence(TestDER.element(0x80, octets)))
  }

  /// Of an authority.
  package static var authority: [Extension] { [.basicConstraints(), .keyUsage(5, 6)] }
  /// Of a signer.
  package static var signer: [Extension] { [.basicConstraints(isAuthority: false), .keyUsage(0, 1)] }
}

/// Encoded general names.
package enum TestGeneralName {
  package static func email(_ text: String) -> [UInt8] { TestDER.element(0x81, Array(text.utf8)) }
  package static func dns(_ text: String) -> [UInt8] { TestDER.element(0x82, Array(text.utf8)) }
  package static func uri(_ text: String) -> [UInt8] { TestDER.element(0x86, Array(text.utf8)) }
  package static func ip(_ octets: [UInt8]) -> [UInt8] { TestDER.element(0x87, octets) }
  package static func directory(_ attributes: [(type: String, value: String)]) -> [UInt8] {
    TestDER.element(0xA4, TestDER.name(attributes))
  }
  package static func registeredID(_ dotted: String) -> [UInt8] {
    TestDER.element(0x88, Array(TestDER.identifier(dotted).dropFirst(2)))
  }
}

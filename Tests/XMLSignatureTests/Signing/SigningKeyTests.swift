import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Key files as OpenSSL writes them, and those that cannot sign.
@Suite struct SigningKeyTests {
  /// What a pipeline of openssl commands writes to its standard output.
  private func key(_ script: String) throws -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let octets = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(script)")
    return Array(octets)
  }

  @Test(arguments: [
    ("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048", "RSA-2048"),
    ("openssl genrsa -traditional 2048", "RSA-2048"),
    ("openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048", "RSA-2048"),
    ("openssl ecparam -name prime256v1 -genkey", "P-256"),
    ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "P-256"),
    ("openssl ecparam -name secp384r1 -genkey -noout", "P-384"),
    ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521", "P-521"),
    ("openssl genpkey -algorithm ED25519", "Ed25519"),
  ])
  func readsWhatOpenSSLWrites(_ command: String, _ name: String) throws {
    let octets = try key(command)
    let pem = String(decoding: octets, as: UTF8.self)
    let publicKey = try key("cat <<'END' | openssl pkey -pubout\n\(pem)END")
    let trusted = try #require(TrustedKey(octets: publicKey))
    let signing = try SigningKey(pem: octets)
    #expect(trusted.key.name == name)
    #expect(signing.matches(trusted.key))
    #expect(signing.isForPSSOnly == command.contains("RSA-PSS"))
  }

  @Test(arguments: [
    ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:x", SigningKeyDefect.encrypted),
    ("openssl genrsa -traditional -aes256 -passout pass:x 2048", .encrypted),
    ("openssl genrsa 1024", .tooShort(bits: 1024)), ("openssl genrsa -traditional 1536", .tooShort(bits: 1536)),
    ("openssl ecparam -name brainpoolP256r1 -genkey", .unsupported("EC with curve 1.3.36.3.3.2.8.1.1.7")),
    ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1", .unsupported("EC with curve 1.3.132.0.10")),
    ("openssl genpkey -algorithm ED448", .unsupported("1.3.101.113")),
    ("openssl genpkey -algorithm ED25519 -outform DER", .notPEM),
    ("openssl genpkey -algorithm ED25519 | openssl pkey -pubout", .notPEM), ("echo hello", .notPEM), ("true", .notPEM),
    ("printf -- '-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\\n'", .malformed),
  ])
  func namesWhyAFileIsNoKey(_ command: String, _ defect: SigningKeyDefect) throws {
    let octets = try key(command)
    #expect(throws: defect) { try SigningKey(pem: octets) }
  }

  @Test func anIdentityIsAKeyWithItsOwnCertificate() throws {
    for kind in TestKey.Kind.allCases {
      let identity = try TestSigners.identity(kind)
      let key = try SigningKey(pem: Array(identity.key.pem.utf8))
      _ = try SigningIdentity(key: key, certificate: identity.record)
      #expect(throws: SigningIdentity.Defect.mismatch) {
        try SigningIdentity(key: key, certificate: TestPKI.signer.record)
      }
    }
  }
}

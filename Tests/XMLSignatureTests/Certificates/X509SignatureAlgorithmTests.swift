import Foundation
import SwiftASN1
import TestSupport
import Testing

@testable import XMLSignature

/// AlgorithmIdentifiers and object identifiers, from their octets.
struct X509SignatureAlgorithmTests {
  private static func parse(
    _ octets: [UInt8], messageDigest: DigestAlgorithm? = nil
  ) throws -> Result<X509SignatureAlgorithm, UnsupportedAlgorithm> {
    try X509SignatureAlgorithm.parse(DER.parse(octets), messageDigest: messageDigest)
  }

  private static let rsaEncryption: [UInt8] = [
    0x30, 0x0D, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1, 5, 0,
  ]

  @Test(
    arguments: [
      ([0x30, 0x0D, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 5, 5, 0], "RSA with SHA-1"),
      ([0x30, 0x0D, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 11, 5, 0], "RSA with SHA-256"),
      ([0x30, 0x0B, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 13], "RSA with SHA-512"),
      ([0x30, 0x0A, 6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2], "ECDSA with SHA-256"),
      ([0x30, 0x09, 6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 1], "ECDSA with SHA-1"),
      ([0x30, 0x05, 6, 3, 0x2B, 0x65, 0x70], "Ed25519"),
    ] as [([UInt8], String)])
  func knownAlgorithmsHaveNames(_ octets: [UInt8], _ name: String) throws {
    #expect(try Self.parse(octets).get().name == name)
  }

  @Test func theKeysOwnIdentifierNamesAnAlgorithmOnlyBesideADigest() throws {
    #expect(try Self.parse(Self.rsaEncryption).isUnsupported("1.2.840.113549.1.1.1"))
    #expect(try Self.parse(Self.rsaEncryption, messageDigest: .sha512).get().name == "RSA with SHA-512")
    #expect(try Self.parse(Self.rsaEncryption, messageDigest: .sha3_256).isUnsupported("RSA with SHA3-256"))
  }

  @Test func algorithmsWithParametersThatTheyDoNotHaveAreNamed() throws {
    let octets: [UInt8] = [0x30, 0x0D, 6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2, 2, 1, 7]
    #expect(try Self.parse(octets).isUnsupported("1.2.840.10045.4.3.2 with parameters"))
  }

  struct PSS: Sendable, CustomTestStringConvertible {
    let hash: UInt8?
    let mask: UInt8?
    let salt: Int?
    var trailer: Int?
    let expected: String
    var testDescription: String { expected }

    /// By the last number of the SHA-2 identifiers; nil leaves a field to its default.
    func encoded() throws -> [UInt8] {
      var coder = DER.Serializer()
      let digest = { (coder: inout DER.Serializer, last: UInt8) in
        try coder.appendConstructedNode(identifier: .sequence) {
          try $0.serialize(ASN1ObjectIdentifier(elements: [2, 16, 840, 1, 101, 3, 4, 2, UInt(last)]))
        }
      }
      let tagged = { (coder: inout DER.Serializer, tag: UInt, content: (inout DER.Serializer) throws -> Void) in
        try coder.appendConstructedNode(
          identifier: ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific), content)
      }
      try coder.appendConstructedNode(identifier: .sequence) { algorithm in
        try algorithm.serialize([1, 2, 840, 113549, 1, 1, 10] as ASN1ObjectIdentifier)
        try algorithm.appendConstructedNode(identifier: .sequence) { fields in
          if let hash { try tagged(&fields, 0) { try digest(&$0, hash) } }
          if let mask {
            try tagged(&fields, 1) {
              try $0.appendConstructedNode(identifier: .sequence) {
                try $0.serialize([1, 2, 840, 113549, 1, 1, 8] as ASN1ObjectIdentifier)
                try digest(&$0, mask)
              }
            }
          }
          if let salt { try tagged(&fields, 2) { try $0.serialize(salt) } }
          if let trailer { try tagged(&fields, 3) { try $0.serialize(trailer) } }
        }
      }
      return coder.serializedBytes
    }
  }

  @Test(arguments: [
    PSS(hash: 1, mask: 1, salt: 32, expected: "RSA-PSS with SHA-256"),
    PSS(hash: 3, mask: 3, salt: 64, trailer: 1, expected: "RSA-PSS with SHA-512"),
    PSS(hash: nil, mask: nil, salt: nil, expected: "RSA-PSS with SHA-1"),
  ])
  func parametersThatFitTheDigestAreRead(_ parameters: PSS) throws {
    #expect(try Self.parse(parameters.encoded()).get().name == parameters.expected)
  }

  @Test(arguments: [
    PSS(hash: 1, mask: nil, salt: 32, expected: "RSASSA-PSS with SHA-256, MGF1 with SHA-1, salt 32, trailer 1"),
    PSS(hash: 1, mask: 1, salt: nil, expected: "RSASSA-PSS with SHA-256, MGF1 with SHA-256, salt 20, trailer 1"),
    PSS(
      hash: 1, mask: 1, salt: 32, trailer: 2, expected: "RSASSA-PSS with SHA-256, MGF1 with SHA-256, salt 32, trailer 2"
    ),
    PSS(hash: 8, mask: 8, salt: 32, expected: "RSASSA-PSS with SHA3-256, MGF1 with SHA3-256, salt 32, trailer 1"),
    PSS(hash: 4, mask: 4, salt: 28, expected: "2.16.840.1.101.3.4.2.4"),
  ])
  func otherParametersAreNamed(_ parameters: PSS) throws {
    let result = try Self.parse(parameters.encoded())
    #expect(result.isUnsupported(parameters.expected), "\(result)")
  }

  @Test func pssWithoutParametersIsNamed() throws {
    let octets: [UInt8] = [0x30, 0x0B, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 10]
    #expect(try Self.parse(octets).isUnsupported("1.2.840.113549.1.1.10 (RSASSA-PSS) without parameters"))
  }

  @Test(
    arguments: [
      ([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D], "1.2.840.113549"), ([0x00], "0.0"), ([0x27], "0.39"), ([0x28], "1.0"),
      ([0x4F], "1.39"), ([0x50], "2.0"), ([0x78], "2.40"), ([0x88, 0x37], "2.999"), ([0x88, 0x37, 3], "2.999.3"),
      (
        [
          0x69, 0x83, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
          0xFF, 0x7F,
        ],
        "2.25.340282366920938463463374607431768211455"
      ),
    ] as [([UInt8], String)])
  func objectIdentifiersAreReadAsX690WritesThem(_ octets: [UInt8], _ dotted: String) throws {
    #expect(try DER.parse([6, UInt8(octets.count)] + octets).objectIdentifier() == dotted)
  }

  @Test(arguments: [[], [0x80, 1], [0x2A, 0x86], [0x2A] + [UInt8](repeating: 0xFF, count: 30) + [1]] as [[UInt8]])
  func brokenObjectIdentifiersAreRefused(_ octets: [UInt8]) throws {
    let node = try DER.parse([6, UInt8(octets.count)] + octets)
    #expect(throws: ASN1Error.self) { try node.objectIdentifier() }
  }
}

extension Result where Success == X509SignatureAlgorithm, Failure == UnsupportedAlgorithm {
  fileprivate func isUnsupported(_ identifier: String) -> Bool {
    if case .failure(let unsupported) = self { unsupported.identifier == identifier } else { false }
  }
}

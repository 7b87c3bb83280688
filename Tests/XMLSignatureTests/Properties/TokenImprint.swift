import SwiftASN1

@testable import XMLSignature

/// The message imprint of a time-stamp token, read without any check (RFC 3161 §2.4.2).
struct TokenImprint {
  let algorithm: DigestAlgorithm?
  let value: [UInt8]

  /// Nil when the octets are no token.
  init?(_ token: [UInt8]) {
    guard let root = try? BER.parse(token), let content = Self.child(root, 1).flatMap({ Self.child($0, 0) }),
      let encapsulated = Self.child(content, 2).flatMap({ Self.child($0, 1) }).flatMap({ Self.child($0, 0) }),
      let info = try? BER.parse(Self.octets(encapsulated)), let imprint = Self.child(info, 2),
      let method = Self.child(imprint, 0).flatMap({ Self.child($0, 0) }),
      let identifier = try? ASN1ObjectIdentifier(derEncoded: method), let value = Self.child(imprint, 1)
    else { return nil }
    let names: [ASN1ObjectIdentifier: DigestAlgorithm] = [
      [1, 3, 14, 3, 2, 26]: .sha1, [2, 16, 840, 1, 101, 3, 4, 2, 1]: .sha256,
      [2, 16, 840, 1, 101, 3, 4, 2, 2]: .sha384,
      [2, 16, 840, 1, 101, 3, 4, 2, 3]: .sha512,
    ]
    algorithm = names[identifier]
    self.value = Self.octets(value)
  }

  private static func child(_ node: ASN1Node, _ index: Int) -> ASN1Node? {
    guard case .constructed(let children) = node.content else { return nil }
    return children.dropFirst(index).first { _ in true }
  }

  private static func octets(_ node: ASN1Node) -> [UInt8] {
    switch node.content {
    case .primitive(let octets): Array(octets)
    case .constructed(let parts): parts.flatMap { octets($0) }
    }
  }
}

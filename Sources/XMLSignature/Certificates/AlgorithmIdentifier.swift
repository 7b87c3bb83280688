import SwiftASN1

/// An algorithm by object identifier, with its parameters (RFC 5280 §4.1.1.2).
struct AlgorithmIdentifier: DERParseable, Equatable {
  /// Dotted.
  let algorithm: String
  let parameters: ASN1Node?

  init(derEncoded node: ASN1Node) throws { try self.init(derEncoded: node, withIdentifier: .sequence) }

  init(derEncoded node: ASN1Node, withIdentifier identifier: ASN1Identifier) throws {
    (algorithm, parameters) = try DER.sequence(node, identifier: identifier) { fields in
      (try fields.required().objectIdentifier(), fields.next())
    }
  }

  /// Absent, or NULL, which some write where the standards want nothing and the other way round.
  var hasNoParameters: Bool { parameters.map { $0.identifier == .null } ?? true }

  static func == (left: AlgorithmIdentifier, right: AlgorithmIdentifier) -> Bool {
    guard left.algorithm == right.algorithm else { return false }
    if left.hasNoParameters || right.hasNoParameters { return left.hasNoParameters && right.hasNoParameters }
    return left.parameters?.encodedBytes == right.parameters?.encodedBytes
  }
}

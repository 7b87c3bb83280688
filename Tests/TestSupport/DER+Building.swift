import SwiftASN1

extension DER {
  static func sequence(_ content: (inout DER.Serializer) throws -> Void) throws -> [UInt8] {
    try node(.sequence, content)
  }

  static func node(
    _ identifier: ASN1Identifier, _ content: (inout DER.Serializer) throws -> Void
  ) throws -> [UInt8] {
    var coder = DER.Serializer()
    try coder.appendConstructedNode(identifier: identifier, content)
    return coder.serializedBytes
  }
}

extension DER.Serializer {
  mutating func sequence(_ content: (inout DER.Serializer) throws -> Void) throws {
    try appendConstructedNode(identifier: .sequence, content)
  }

  mutating func constructed(_ tag: UInt, _ content: (inout DER.Serializer) throws -> Void) throws {
    try appendConstructedNode(identifier: ASN1Identifier(tagWithNumber: tag, tagClass: .contextSpecific), content)
  }
}

import BankStatements
package import XMLSignature

/// A package that brings a bank's statement (ISO 20022 camt.053 or camt.054) or a payment portal's records. Nothing of it is
/// proven yet.
package struct StatementPackage: Sendable {
  /// Where the signatures stand that must prove it.
  package enum Signed: Sendable {
    /// In the document itself.
    case enveloped(XMLTree)
    /// Around the file of this name. The document is never built as a tree, so that its size costs no memory.
    case container(SignatureContainer, file: String)
  }

  package let received: Received
  /// The octets of the message, as they are stored.
  package let source: ByteSource
  package let signed: Signed
  /// The file that the message is, for locations; nil when the package is that file.
  package let file: String?
  /// Reads a portal's records; nil for a bank's message.
  let portal: PortalReader?
}

extension StatementPackage {
  /// By which the messages' namespaces begin, whatever the version.
  private static let namespaces = [
    "urn:iso:std:iso:20022:tech:xsd:camt.053.", "urn:iso:std:iso:20022:tech:xsd:camt.054.",
  ]

  /// Whether a document is a message, or one is wrapped in it together with its application header.
  static func isMessage(_ tree: XMLTree) -> Bool {
    isMessage(tree.name(of: tree.root)) || tree.elements(in: tree.root).contains { isMessage(tree.name(of: $0)) }
  }

  private static func isMessage(_ name: XMLName) -> Bool {
    name.local == "Document" && namespaces.contains { name.namespace.hasPrefix($0) }
  }

  /// Whether a file that begins so looks like a message: its namespace stands near its beginning.
  static func beginsMessage(_ head: [UInt8]) -> Bool {
    namespaces.contains { head.firstRange(of: Array($0.utf8)) != nil }
  }
}

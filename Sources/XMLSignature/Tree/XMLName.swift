/// The name of an element or attribute: prefix as written, local part, and namespace ("" for none).
public struct XMLName: Sendable, Hashable {
  public let prefix: String
  public let local: String
  public let namespace: String

  public init(prefix: String = "", local: String, namespace: String) {
    self.prefix = prefix
    self.local = local
    self.namespace = namespace
  }

  /// As written in the document.
  public var qualified: String { prefix.isEmpty ? local : "\(prefix):\(local)" }

  /// Whether local part and namespace are these, whatever the prefix.
  public func `is`(_ local: String, in namespace: String) -> Bool {
    self.local == local && self.namespace == namespace
  }
}

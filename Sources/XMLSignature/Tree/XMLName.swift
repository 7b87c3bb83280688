import Glibc

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
    self.local.isIdentical(to: local) && self.namespace.isIdentical(to: namespace)
  }

  public static func == (left: XMLName, right: XMLName) -> Bool {
    left.is(right.local, in: right.namespace) && left.prefix.isIdentical(to: right.prefix)
  }
}

extension String {
  /// Whether the characters are the same (XML 1.0 §1.2, Namespaces in XML 1.0 §2.3). Swift's `==` calls canonically
  /// equivalent strings equal, and so the Kelvin sign a K.
  func isIdentical(to other: String) -> Bool {
    // Nearly all that differ differ in length, which a string knows.
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    return utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { others in
        guard let own = own.baseAddress, let others = others.baseAddress else { return true }
        return memcmp(own, others, count) == 0
      }
    }.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
  }
}

/// The facts of a leaf of the log, read back from its octets: a heading, then a line a fact, `name length value`.
package struct LeafFacts: Sendable, Hashable {
  private let facts: [(name: String, value: String)]

  package static func == (left: LeafFacts, right: LeafFacts) -> Bool {
    left.facts.elementsEqual(right.facts) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    for fact in facts { hasher.combine(fact.name) }
  }

  private static let heading = Array("court-intake log leaf 1\n".utf8)

  /// Nil unless the octets are a leaf to the last one.
  package init?(octets: [UInt8]) {
    guard octets.starts(with: Self.heading) else { return nil }
    var rest = octets.dropFirst(Self.heading.count)
    var facts: [(name: String, value: String)] = []
    while !rest.isEmpty {
      guard let name = Self.word(&rest), let digits = Self.word(&rest), digits.count <= 9, let length = Int(digits),
        String(length) == digits, (0..<rest.count).contains(length),
        let value = String(validating: rest.prefix(length), as: UTF8.self)
      else { return nil }
      rest = rest.dropFirst(length)
      guard rest.popFirst() == UInt8(ascii: "\n") else { return nil }
      facts.append((name, value))
    }
    self.facts = facts
  }

  /// The first of that name.
  package subscript(_ name: String) -> String? { facts.first { $0.name == name }?.value }

  package func all(_ name: String) -> [String] { facts.filter { $0.name == name }.map(\.value) }

  private static func word(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: UInt8(ascii: " ")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(validating: rest[..<end], as: UTF8.self)
  }
}

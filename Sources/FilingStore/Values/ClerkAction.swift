package import Filing

/// Who decided, and why. Only what can be shown to others in full is one.
package struct ClerkStatement: Sendable, Hashable {
  package static let longestPerson = 100
  /// What a notice quotes in full.
  package static let longestReason = Finding.longestValue

  package let person: String
  package let reason: String

  /// What keeps a statement from being one.
  package enum Defect: Error, Sendable, Hashable {
    case empty
    /// In Unicode scalars.
    case tooLong(limit: Int)
    /// Line ends, control and format characters, or a card number.
    case notPlain
  }

  package init(person: String, reason: String) throws(Defect) {
    self.person = try Self.plain(person, limit: Self.longestPerson)
    self.reason = try Self.plain(reason, limit: Self.longestReason)
  }

  /// A statement read back from the register, as it was made then.
  init(recorded person: String, reason: String) {
    self.person = person
    self.reason = reason
  }

  static func plain(_ text: String, limit: Int) throws(Defect) -> String {
    let text = text.split(separator: " ").joined(separator: " ")
    guard !text.isEmpty else { throw .empty }
    guard text.unicodeScalars.count <= limit else { throw .tooLong(limit: limit) }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard isPlain, CardNumber.masked(in: text) == text else { throw .notPlain }
    return text
  }
}

/// What a person did to an item or a package, as it was recorded.
package struct ClerkAction: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case accept, refuse, release, discard
  }

  package let kind: Kind
  package let statement: ClerkStatement
  /// Of the findings that were overridden.
  package let codes: [FindingCode]
  package let at: Instant
  /// The package that a released one became.
  package let releasedAs: PackageID?
}

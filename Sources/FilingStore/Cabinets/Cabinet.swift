package import Filing

/// A cabinet as it stands after its last event.
package struct Cabinet: Sendable, Hashable {
  package let id: CabinetID
  package let owner: PartyNumber
  /// Stable, and told to the owner alone; by chance, so that nobody finds it from a FİN.
  package let userName: String
  package let openedAt: Instant
  package let isOpen: Bool
  package let holder: String
  package let preferences: CabinetPreferences
  /// SHA-256 of the certificate on record.
  package let certificate: ContentHash

  /// Where its notices go.
  package var recipient: String { Self.recipient(of: userName) }

  /// No channel is called so, and no recipient but a cabinet.
  package static let recipientPrefix = "cabinet-"

  static func recipient(of userName: String) -> String { recipientPrefix + userName }
}

package typealias CabinetID = StoreID<Cabinet>

/// User names: three groups of four signs of which none is taken for another.
enum UserName {
  private static let signs = Array("23456789abcdefghjkmnpqrstuvwxyz")

  static func byChance() -> String {
    (0..<3).map { _ in String((0..<4).compactMap { _ in signs.randomElement() }) }.joined(separator: "-")
  }
}

/// A power of attorney as its principal put it on record.
package struct PowerOnRecord: Sendable, Hashable {
  package let id: Int64
  /// As the principal calls it.
  package let number: String
  package let representative: PartyNumber
  package let representativeName: String
  package let scope: PowerScope
  /// Both included.
  package let validity: ClosedRange<LocalDay>
  package let isRevoked: Bool
}

package import Filing

/// One line of the register, as it was written and as it will stay.
package struct RegisterEntry: Sendable, Hashable {
  package let id: EntryID
  package let item: ItemID
  package let number: RegistrationNumber
  package let registeredAt: Instant
  /// The same moment in the court's calendar.
  package let registeredDay: LocalDay
  /// When the package became durable: the legal arrival.
  package let receivedAt: Instant
  package let channel: String
  package let packageHash: ContentHash
  package let draft: RegisterEntryDraft
  /// What the filer was told together with the registration: warnings and information.
  package let findings: [Finding]
  package let previousHash: ContentHash
  /// Over ``canonicalOctets``, and so over every entry before this one.
  package let hash: ContentHash
}

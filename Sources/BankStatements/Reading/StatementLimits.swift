/// Caps on what a message may cost to read.
package struct StatementLimits: Sendable, Hashable {
  /// Octets of the file.
  package var octets = 4 << 30
  /// Elements inside one another.
  package var depth = 64
  /// Attributes and namespace declarations of one element.
  package var attributes = 64
  /// Octets of one value.
  package var value = 8 << 10
  /// Values of one entry or transaction that may be repeated, such as lines of remittance.
  package var repetitions = 1_000
  /// Transactions of one entry, which is held in memory until it is whole.
  package var transactions = 50_000

  package init() {}
}

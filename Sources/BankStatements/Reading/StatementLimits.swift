/// Caps on what a message may cost to read.
package struct StatementLimits: Sendable, Hashable {
  /// Octets of the file.
  package var octets = 4 << 30
  /// Elements inside one another.
  package var depth = 64
  /// Different names of elements and attributes; the messages have less than a thousand. libxml2 looks each up in chains
  /// that grow with their number.
  package var names = 10_000
  /// Octets in a row without a `<`, to the nearest four thousand: of a tag, whose attributes libxml2 compares with each other
  /// before it tells of them, or of text, which has 20,000 characters at most.
  package var run = 256 << 10
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

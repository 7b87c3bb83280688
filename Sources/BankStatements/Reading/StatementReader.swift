/// Reads camt.053 statements and camt.054 notifications, versions 02 to 13, in one pass and in constant memory.
///
/// It reads and judges form alone: whether the octets were signed, and by whom, is for whoever hands them in to prove, over
/// the same octets.
package struct StatementReader: Sendable {
  package var limits: StatementLimits

  package init(limits: StatementLimits = StatementLimits()) { self.limits = limits }

  /// Reads a message to its end, or to where it can be read no further.
  /// - Parameter take: Is handed statements and entries while the message is read.
  /// - Throws: ``StatementReadFailure`` when the octets cannot be read; what `take` throws, at once.
  package func read(
    _ octets: StatementOctets, _ take: (StatementEvent) throws -> Void
  ) throws -> StatementReading {
    try withoutActuallyEscaping(take) { take in
      try MessageParser(octets, limits: limits, take: take).parse()
    }
  }
}

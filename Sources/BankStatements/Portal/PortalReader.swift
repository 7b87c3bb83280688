import Filing

/// Reads the records of a payment portal by its ``PortalLayout``, in one pass and in constant memory, into the same entries as
/// a bank's statement.
///
/// A file of records says nowhere that it is whole: one that was cut off between two records looks whole. Whoever hands it in
/// proves that by the signature over it.
package struct PortalReader: Sendable {
  package let layout: PortalLayout
  private let delimiter: UInt8
  package var limits: StatementLimits

  /// Nil when the layout has ``PortalLayout/faults``.
  package init?(layout: PortalLayout, limits: StatementLimits = StatementLimits()) {
    guard layout.faults.isEmpty, let delimiter = layout.delimiter.utf8.first else { return nil }
    (self.layout, self.delimiter, self.limits) = (layout, delimiter, limits)
  }

  /// Reads a file to its end, or to where it can be read no further.
  /// - Throws: ``StatementReadFailure`` when the octets cannot be read; what `take` throws, at once.
  package func read(
    _ octets: StatementOctets, _ take: (StatementEvent) throws -> Void
  ) throws -> StatementReading {
    try withoutActuallyEscaping(take) { take in
      var builder = PortalBuilder(layout: layout, take: take)
      do {
        try scan(octets, into: &builder)
      } catch let fault as RecordScanner.Fault {
        builder.report(fault)
      }
      return builder.finish()
    }
  }

  /// Whether a file that begins so has all the columns of the layout.
  package func fits(_ head: [UInt8]) -> Bool {
    var scanner = RecordScanner(delimiter: delimiter, limits: limits)
    do {
      for octet in head.dropFirst(RecordScanner.markLength(of: head)) {
        guard let record = try scanner.take(octet) else { continue }
        let headings = record.fields.compactMap { String(validating: $0, as: UTF8.self).map(RecordScanner.trimmed) }
        return Set(layout.columns.values).isSubset(of: headings)
      }
    } catch {}
    return false
  }

  private func scan(_ octets: StatementOctets, into builder: inout PortalBuilder) throws {
    var scanner = RecordScanner(delimiter: delimiter, limits: limits)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
    defer { buffer.deallocate() }
    var position = 0
    while true {
      let count = try octets.read(at: position, into: buffer)
      if count == 0 { break }
      let mark = position == 0 ? RecordScanner.markLength(of: buffer[..<count]) : 0
      position += count
      guard position <= limits.octets else {
        throw RecordScanner.Fault.limit(name: "octets", value: limits.octets, line: scanner.currentLine)
      }
      for octet in buffer[mark..<count] {
        guard let record = try scanner.take(octet) else { continue }
        try builder.take(record)
        if builder.hasStopped { return }
      }
    }
    if position == 0 { return builder.report(.empty, line: 1) }
    if !scanner.isBetweenRecords { builder.report(.truncated, line: scanner.currentLine) }
  }
}

import Glibc

/// Asks clamd in its own words (clamd(8)): a command that begins with `z` ends with a zero octet, and so does its answer.
struct ClamClient: Sendable {
  let settings: VirusScanSettings

  private static let chunk = 64 << 10
  /// To answer that it is there costs a scanner nothing.
  private static let patience = Duration.seconds(5)

  /// Whether it answers at all.
  func ping() -> ScannerAbsence? {
    do throws(ScannerAbsence) {
      let connection = try ScannerConnection(to: settings.socket, within: min(settings.timeLimit, Self.patience))
      _ = try connection.send(Array("zPING\0".utf8))
      return try connection.receive() == Array("PONG".utf8) ? nil : .garbled
    } catch {
      return error
    }
  }

  /// - Throws: What the world throws when the document cannot be read. A scanner that is away is a result.
  func scan(_ document: DocumentBytes) throws -> Result<StreamAnswer, ScannerAbsence> {
    do {
      let connection = try ScannerConnection(to: settings.socket, within: settings.timeLimit)
      let tookAll = try stream(document, to: connection)
      guard let answer = StreamAnswer(try connection.receive()) else { throw ScannerAbsence.garbled }
      // Of what it did not have it can know nothing.
      guard tookAll || answer != .clean else { throw ScannerAbsence.garbled }
      return .success(answer)
    } catch let absence as ScannerAbsence {
      return .failure(absence)
    }
  }

  /// Chunks, each after its length in four octets, the highest first; one of no length ends them.
  ///
  /// - Returns: Whether it took all of them.
  private func stream(_ document: DocumentBytes, to connection: borrowing ScannerConnection) throws -> Bool {
    guard try connection.send(Array("zINSTREAM\0".utf8)) else { return false }
    var position: Int64 = 0
    while position < document.size {
      let octets = try document.read(at: position, count: Self.chunk)
      guard !octets.isEmpty else { throw FileFailure("read", "a document", code: EIO) }
      guard try connection.send(Self.length(octets.count) + octets) else { return false }
      position += Int64(octets.count)
    }
    return try connection.send(Self.length(0))
  }

  private static func length(_ count: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(count).bigEndian) { Array($0) } }
}

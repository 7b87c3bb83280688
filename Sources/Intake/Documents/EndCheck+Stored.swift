extension EndCheck {
  /// Checks a small file whose bytes are at hand.
  init(of bytes: [UInt8]) {
    do {
      try self.init(of: DocumentBytes(bytes))
    } catch {
      preconditionFailure("reading from memory cannot fail: \(error)")
    }
  }

  /// Checks a stored file.
  init(of stored: StoredBytes) throws(FileFailure) {
    do {
      try self.init(of: try DocumentBytes(stored))
    } catch let failure as FileFailure {
      throw failure
    } catch {
      preconditionFailure("stored bytes throw nothing else: \(error)")
    }
  }
}

extension DocumentBytes {
  package init(_ stored: StoredBytes) throws(FileFailure) {
    let window = Int64(Self.windowSize)
    let head = try stored.read(at: 0, count: Self.windowSize)
    let tail = stored.size <= window ? head : try stored.read(at: stored.size - window, count: Self.windowSize)
    self.init(size: stored.size, head: head, tail: tail) { try stored.read(at: $0, count: $1) }
  }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// Where the pattern begins for the last time.
  func lastIndex(of pattern: StaticString) -> Int? { pattern.withUTF8Buffer { lastIndex(ofOctets: $0) } }

  /// Where the octets begin for the last time.
  func lastIndex(ofOctets pattern: UnsafeBufferPointer<UInt8>) -> Int? {
    guard count >= pattern.count, let last = pattern.last else { return nil }
    var position = endIndex - 1
    while position - pattern.count + 1 >= startIndex {
      if self[position] == last, matches(pattern, at: position - pattern.count + 1) {
        return position - pattern.count + 1
      }
      position -= 1
    }
    return nil
  }

  /// Where the pattern begins for the first time.
  func firstIndex(of pattern: StaticString) -> Int? {
    pattern.withUTF8Buffer { pattern in
      guard count >= pattern.count else { return nil }
      return (startIndex...(endIndex - pattern.count)).first { matches(pattern, at: $0) }
    }
  }

  func starts(with pattern: StaticString) -> Bool {
    pattern.withUTF8Buffer { starts(with: $0) }
  }

  private func matches(_ pattern: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    for offset in pattern.indices where self[position + offset] != pattern[offset] { return false }
    return true
  }
}

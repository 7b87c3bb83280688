import Glibc

/// Says on a terminal that a big file is being read, so that nobody takes it for a hang; gone when it is done.
struct ReadingNotice {
  private static let worthwhile = 64 << 20
  private let isShown: Bool

  init(file: String, size: Int) {
    isShown = size >= Self.worthwhile && isatty(STDERR_FILENO) == 1
    if isShown { StandardError.put("\r\u{1B}[KReading \(size >> 20) MB of \(file) …") }
  }

  func remove() {
    if isShown { StandardError.put("\r\u{1B}[K") }
  }
}

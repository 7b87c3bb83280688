package import Filing

/// How long the relay lets something be that failed: 5 seconds, then twice as long each time, and 15 minutes at most.
package enum BackOff {
  /// In milliseconds.
  static let longest: Int64 = 900_000

  /// - Parameter failures: In a row, this one included.
  package static func nextTry(after failures: Int, at now: Instant) -> Instant {
    now.advanced(byMilliseconds: min(longest, 5000 << Int64(min(max(failures - 1, 0), 16))))
  }

  /// A time further away than any that was ever given out was noted by a clock that has been set back since.
  package static func isDue(_ nextTry: Instant, at now: Instant) -> Bool {
    nextTry <= now || nextTry > now.advanced(byMilliseconds: longest)
  }

  /// The same as a condition on a column, with ``arguments(at:)``.
  static func isDue(_ column: String) -> String { "\(column) NOT BETWEEN ? AND ?" }

  static func arguments(at now: Instant) -> [Int64] { [now.milliseconds + 1, now.milliseconds + longest] }
}

/// What clamd answers to a stream of octets (clamd(8), INSTREAM). Whatever is not exactly one of these says nothing.
enum StreamAnswer: Hashable {
  case clean
  case found(signature: String)
  /// It stopped before the end, at a limit of its own.
  case cut(limit: String)
  case error(String)

  private static let prefix = "stream: "

  init?(_ octets: [UInt8]) {
    guard let text = String(validating: octets, as: UTF8.self) else { return nil }
    if text == "stream: OK" {
      self = .clean
    } else if text == "INSTREAM size limit exceeded. ERROR" {
      self = .cut(limit: "StreamMaxLength")
    } else if text.hasSuffix(" ERROR") {
      self = .error(String(text.dropLast(6).trimmingPrefix(Self.prefix)))
    } else if text.hasPrefix(Self.prefix), text.hasSuffix(" FOUND"), text.utf8.count > 14 {
      let name = String(text.dropFirst(Self.prefix.count).dropLast(6))
      // With AlertExceedsMax it says so where it would else call clean what it did not look at whole.
      self = name.hasPrefix("Heuristics.Limits.Exceeded") ? .cut(limit: name) : .found(signature: name)
    } else {
      return nil
    }
  }
}

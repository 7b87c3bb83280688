import Glibc
import Logging

/// Where log lines go: to the error stream, and where that is the journal, in a form that the journal takes apart
/// (sd-daemon(3)): each line with its priority, and fields in a steady order.
enum LogOutput {
  static func handler(label: String) -> any LogHandler {
    isJournal ? JournalLogHandler() : StreamLogHandler.standardError(label: label)
  }

  /// systemd names the journal's socket by device and inode; a stream that was led elsewhere since is another one.
  private static var isJournal: Bool {
    var status = stat()
    guard let named = getenv("JOURNAL_STREAM"), fstat(STDERR_FILENO, &status) == 0 else { return false }
    return String(cString: named) == "\(status.st_dev):\(status.st_ino)"
  }
}

/// `<3>a channel cannot be looked at channel=integrators failure="open inbox/integrators: Permission denied"`
struct JournalLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info
  var put: @Sendable (String) -> Void = { StandardError.write($0) }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let text = fields.map { " \($0.key)=\(Self.quoted("\($0.value)"))" }.joined()
    put("<\(event.level.priority)>\(Self.escaped("\(event.message)"))\(text)")
  }

  private static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=") }
    guard !isPlain else { return escaped(value) }
    return "\"\(escaped(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")))\""
  }

  /// A value never begins a line of its own.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { line, scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: line += "\\u{\(String(scalar.value, radix: 16))}"
      default: line.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Logger.Level {
  /// As syslog(3) numbers them.
  fileprivate var priority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}

/// A command to type, such that it can be copied into a shell whatever the root is called.
package struct ShellCommand: Sendable, Hashable {
  package let text: String

  private init(_ words: [String]) { text = words.map(Self.quoted).joined(separator: " ") }

  package static func intake(_ arguments: String..., root: String) -> ShellCommand {
    ShellCommand(["court-intake"] + arguments + ["--root", root])
  }

  static func explain(_ code: String) -> ShellCommand { ShellCommand(["court-intake", "explain", code]) }

  static func freeSpace(of root: String) -> ShellCommand { ShellCommand(["df", "-h", root]) }
  static func freeInodes(of root: String) -> ShellCommand { ShellCommand(["df", "-i", root]) }

  static func list(_ folder: String, of root: String) -> ShellCommand {
    ShellCommand(["ls", "-la", "\(root)/\(folder)"])
  }

  static func install(_ packages: [String]) -> ShellCommand { ShellCommand(["apt-get", "install"] + packages) }

  static let virusScanner = ShellCommand(["systemctl", "status", "clamav-daemon"])
  static let schedule = ShellCommand(["crontab", "-l"])

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension Concern {
  /// What to type about it, the first thing first.
  package func commands(root: String) -> [ShellCommand] {
    let run = ShellCommand.intake("run", "--once", root: root)
    return switch self {
    case .sumBroken: [.intake("fsck", root: root)]
    case .diskCritical, .diskLow: [.freeSpace(of: root)]
    case .inodesCritical, .inodesLow: [.freeInodes(of: root)]
    case .scans: [.intake("stacks", "list", root: root)]
    case .virusScannerAway: [.virusScanner]
    case .scanProgramsMissing(_, let packages): [.install(packages)]
    case .worldFailed(_, _, _, let isOver): isOver ? [.freeSpace(of: root)] : [.freeSpace(of: root), run]
    case .endedWithoutEnd(_, _, let isRecovered): isRecovered ? [] : [run]
    case .noRecentRun: [.schedule, run]
    case .undecided, .overdue: [run]
    case .quarantined: [.intake("quarantine", "list", root: root)]
    case .held: [.intake("held", "list", root: root)]
    case .undelivered: [.intake("outbox", "list", root: root), run]
    case .unserved(let recipients, _, _):
      [.intake("outbox", "list", "--undelivered", root: root)]
        + recipients.prefix(1).map { .list("outbox/\($0)", of: root) }
    case .leftAlone(let channel, _, _): [.list("inbox/\(channel)", of: root)]
    case .deferred: [.intake("deferred", "list", root: root)]
    }
  }
}

import Glibc
import Logging
import Synchronization
import Testing

@testable import court_intake

/// Log lines as the journal takes them (sd-daemon(3)).
struct JournalLogTests {
  private func lines(_ write: (Logger) -> Void) -> [String] {
    let lines = Lines()
    var handler = JournalLogHandler()
    handler.logLevel = .trace
    handler.put = { lines.add($0) }
    write(Logger(label: "test", factory: { _ in handler }))
    return lines.all
  }

  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
  }

  @Test func eachLineHasItsPriorityAndItsFieldsInASteadyOrder() {
    let written = lines { logger in
      logger.error("a channel cannot be looked at", metadata: ["reason": "no \"right\" to it", "channel": "court-103"])
      logger.notice("there is room again")
      logger.debug("seen", metadata: ["path": "", "count": "3"])
    }
    #expect(
      written == [
        #"<3>a channel cannot be looked at channel=court-103 reason="no \"right\" to it""#, "<5>there is room again",
        #"<7>seen count=3 path="""#,
      ])
  }

  /// A name that a sender chose must not forge a line, nor its priority.
  @Test func aValueNeverBeginsALine() {
    let written = lines { $0.warning("left alone", metadata: ["name": "a\n<0>the disk burns\u{2028}\u{1b}[31m"]) }
    #expect(written == [#"<4>left alone name="a\u{a}<0>the disk burns\u{2028}\u{1b}[31m""#])
  }

  @Test func elsewhereLinesAreAsEver() throws {
    let root = try ProgramRoot()
    try root.put("a.xml", "<a/>")
    // A stream that systemd did not make is no journal, whatever the variable says.
    root.program.environment["JOURNAL_STREAM"] = "1:1"
    try #require(try root.run().exitCode == 0)
    let outbox = "\(root.path)/outbox/integrators"
    try #require(rename(outbox, outbox + "-away") == 0)
    try root.put("b.xml", "<b/>")
    #expect(symlink("nowhere", outbox) == 0)
    let run = try root.run()
    #expect(run.exitCode == 75 && run.errors.contains("a recipient cannot be served") && !run.errors.hasPrefix("<"))
    let list = try root.program.run(["outbox", "list", "--undelivered", "--root", root.path])
    #expect(list.output.contains("integrators  1") && list.output.contains("Next try (Asia/Baku)"))
    let status = try root.program.run(["status", "--root", root.path])
    #expect(status.output.contains("Recipients who cannot be served"))
  }
}

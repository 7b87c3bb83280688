import ArgumentParser
import FilingStore
import Glibc
import Intake
import XMLSignature

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what waits for whom, what lies in the inbox, how the last runs went, and what room there is.",
    discussion: "Each line that needs a person names the command to type next.")

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Flag(help: "As one JSON object.")
  var json = false

  func run() async throws {
    try await reporting {
      let root = try Root.open(at: root)
      let queries = try RegisterQueries(path: root.registerPath)
      var condition = try RootCondition(of: root, queries: queries, at: WallClock.system.now(), for: .person)
      condition.checks = ContentChecks(ofRoot: self.root)
      if json { return print(StatusReport.json(of: condition).line) }
      print(SheetText(of: Sheet(of: condition, in: .english), isColoured: isatty(STDOUT_FILENO) == 1).text)
    }
  }
}

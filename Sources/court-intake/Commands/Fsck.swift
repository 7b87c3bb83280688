import ArgumentParser
import Filing
import FilingStore
import Intake
import XMLSignature

struct Fsck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a root: the register by itself, and everything that lies on the disk against it.",
    discussion: """
      Every stored octet is read and hashed. Nothing is changed without --repair, and with it only what can be derived: \
      notices from their fixed octets, the words of search from the entries; claims whose octets are all stored go, and \
      scanned stacks whose copy or removal was never finished. \
      While a run works on the root it ends with 75. The exit code is 1 when something is damaged; leftovers of stopped \
      runs and notes are no damage.
      """)

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Flag(help: "Derives anew what can be derived; does nothing to a damaged register.")
  var repair = false

  @Flag(help: "With --repair: writes delivered notices again that recipients have taken away.")
  var redeliver = false

  @Flag(help: "One JSON object a line: each observation, then the totals.")
  var json = false

  @Option(help: "Language of the report: az or en.")
  var language = ReportLanguage.english

  func validate() throws {
    if redeliver, !repair { throw ValidationError("--redeliver is a part of --repair; give both.") }
  }

  func run() async throws {
    try await reporting {
      let root = try Root.open(at: root)
      switch try RootLock.acquire(root) {
      case .busy: throw RootSession.busy(self.root)
      case .acquired(let lock):
        let bar = ProgressBar(isQuiet: json, unit: "files and notices")
        let inspection = try RootInspection(root: root, progress: { bar.show($0) }).run()
        let repaired = try repaired(root, after: inspection)
        let report = FsckReport(inspection, repaired: repaired, language: language)
        print(json ? report.jsonLines : report.text)
        if repair, !inspection.allowsRepair {
          StandardError.write("Nothing was repaired: the register itself is not sound, and nothing is derived from it.")
        }
        _ = consume lock
        if !inspection.isClean(after: repaired) { throw ExitCode.findings }
      }
    }
  }

  /// nil when nothing was to be repaired, or nothing may be.
  private func repaired(_ root: Root, after inspection: Inspection) throws -> RootRepair.Summary? {
    guard repair, inspection.allowsRepair, inspection.hasRegister else { return nil }
    let store = try RegisterStore(path: root.registerPath) { ContentHash(sha256Of: $0) }
    // Settings with defects say nothing about programs; what is delivered now is in the folders all the same.
    let programs = (try? IntakeConfiguration.load(rootPath: self.root))?.settings.handOver ?? HandOverPrograms()
    return try RootRepair(root: root, programs: programs, store: store, logger: RootSession.logger)
      .run(after: inspection, redelivers: redeliver)
  }
}

import ArgumentParser
import Filing
import Foundation
import Intake
import ScanBatches
import ScanInspection

struct Batch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a folder of scans, seals the documents that are good, and puts them into the court's channel.",
    discussion: """
      The folder holds PDF, TIFF and JPEG files. Which documents they are is said by an index (index.csv), by a file's name
      that begins with the case number, as in '2(103)-417_2026 motion.pdf', or by separator sheets in the stack. What is not
      good is left out and named with its page; the folder itself is never changed. The same command again sends only what
      is new: what is registered already is a duplicate.
      It ends with 1 when something was left out. Settings are under `scans:` in intake.yaml.
      """)

  @Argument(help: "Folder of the scanner.", completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
  var root: String

  @Option(help: "Channel, where `scans:` names more than one.")
  var channel: String?

  @Flag(help: "Only print what would be sent.")
  var dryRun = false

  @Flag(help: "One JSON object a document, then one for what belongs to none.")
  var json = false

  func run() async throws {
    try await reporting {
      let configuration = try IntakeConfiguration.load(
        rootPath: root, environment: ProcessInfo.processInfo.environment)
      let policy = try policy(in: configuration.settings)
      let largest = configuration.settings.channels.first { $0.name == policy.channel.text }?.maximumDocumentSize
      let tools = ScanTools()
      if !tools.missing.isEmpty {
        let packages = Set(tools.missing.map(\.debianPackage)).sorted().joined(separator: " ")
        StandardError.write("Not everything can be checked. To have it checked: apt-get install \(packages)")
      }
      let planner = BatchPlanner(
        policy, severities: configuration.settings.severities, largestFile: largest ?? 1 << 30, tools: tools)
      let plan = try planner.plan(folder)
      let outcomes = dryRun ? nil : try await send(plan, policy)
      let report = BatchReport(plan, outcomes)
      print(json ? report.jsonLines : report.text)
      if report.isBusy { throw ExitCode.temporary }
      if !plan.isClean { throw ExitCode.findings }
    }
  }

  private func send(_ plan: BatchPlan, _ policy: ScanPolicy) async throws -> [BatchSealer.Outcome] {
    let identity = try policy.seal.identity(rootPath: root)
    return try await BatchSealer(policy, identity: identity, root: Root.open(at: root)).send(plan, at: Date())
  }

  private func policy(in settings: Settings) throws -> ScanPolicy {
    let names = settings.scans.map(\.channel.text)
    if let channel {
      guard let policy = settings.scans.first(where: { $0.channel.text == channel }) else {
        throw Failure(
          message: "There is no channel \"\(channel)\" under scans: in \(root)/intake.yaml.", code: .configuration)
      }
      return policy
    }
    guard settings.scans.count == 1, let policy = settings.scans.first else {
      let message =
        names.isEmpty
        ? "There is nothing under scans: in \(root)/intake.yaml. Write there for which court is scanned, and its seal."
        : "Say which: --channel \(names.joined(separator: " or --channel "))."
      throw Failure(message: message, code: names.isEmpty ? .configuration : .usage)
    }
    return policy
  }
}

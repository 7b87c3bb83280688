import ArgumentParser
import Foundation
import Intake

struct ServiceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service", abstract: "Runs the intake under systemd.", subcommands: [Install.self])

  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints units for systemd, or writes them.",
      discussion: """
        Three units: court-intake.service runs the intake all the time; court-intake-nightly.timer runs it once a night, in its
        place. After writing them: systemctl daemon-reload, and enable one of both.
        """)

    @Option(help: ArgumentHelp("The root.", valueName: "folder"), completion: .directory)
    var root: String

    @Option(help: ArgumentHelp("The user that owns the root.", valueName: "name"))
    var user: String

    @Option(
      help: ArgumentHelp("Writes the units there, such as /etc/systemd/system.", valueName: "folder"),
      completion: .directory)
    var output: String?

    @Flag(help: "Replace units that are there.")
    var force = false

    func validate() throws {
      guard user.wholeMatch(of: /[a-z_][a-z0-9_-]{0,30}/) != nil else {
        throw ValidationError("\"\(user)\" is not a user name.")
      }
      if root.contains(where: \.isNewline) { throw ValidationError("The root's name has a line break.") }
    }

    func run() async throws {
      try await reporting {
        let path = URL(filePath: root).standardizedFileURL.path
        guard FileManager.default.fileExists(atPath: "\(path)/intake.yaml") else {
          throw Failure(
            message: "There is no root in \(path). Make one: court-intake init \(path)", code: .configuration)
        }
        let units = SystemdUnits(program: try Self.program(), root: path, user: user).units
        guard let output else {
          for unit in units { print("### \(unit.name)\n\n\(unit.text)") }
          return
        }
        for unit in units { try write(unit, to: output) }
        print("Written to \(output). Then: systemctl daemon-reload && systemctl enable --now court-intake.service")
      }
    }

    private func write(_ unit: SystemdUnits.Unit, to folder: String) throws {
      let path = "\(folder)/\(unit.name)"
      if FileManager.default.fileExists(atPath: path), !force {
        throw Failure(message: "\(path) is there already. Say --force to replace it.", code: .cannotCreate)
      }
      do {
        try Data(unit.text.utf8).write(to: URL(filePath: path), options: .atomic)
      } catch {
        throw Failure(message: "Cannot write \(path): \(error.localizedDescription)", code: .cannotCreate)
      }
    }

    /// Where this program stands.
    private static func program() throws -> String {
      do {
        return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      } catch {
        throw Failure(
          message: "Cannot tell where this program stands: \(error.localizedDescription)", code: .inputOutput)
      }
    }
  }
}

import ArgumentParser
import Glibc
import Intake

struct Schema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the published XML schemas.",
    discussion: "Without --output the schema goes to the standard output; with it, all of them go into the folder.")

  @Argument(help: "Which one: submission, notification, receipt or evidence.")
  var name = "submission"

  @Option(name: .shortAndLong, help: ArgumentHelp("Folder to write all schemas into.", valueName: "folder"))
  var output: String?

  func validate() throws {
    guard PublishedSchema(rawValue: "\(name)-1.xsd") != nil else {
      throw ValidationError("There is no schema \"\(name)\". There are submission, notification, receipt and evidence.")
    }
  }

  func run() async throws {
    try await reporting {
      guard let output else {
        guard let schema = PublishedSchema(rawValue: "\(name)-1.xsd") else { return }
        return print(String(decoding: schema.octets, as: UTF8.self), terminator: "")
      }
      for schema in PublishedSchema.allCases {
        let path = "\(output)/\(schema.rawValue)"
        guard let file = fopen(path, "w") else {
          throw Failure(message: "Cannot write \(path): \(String(cString: strerror(errno))).", code: .cannotCreate)
        }
        defer { fclose(file) }
        guard fwrite(schema.octets, 1, schema.octets.count, file) == schema.octets.count else {
          throw Failure(message: "Cannot write \(path): \(String(cString: strerror(errno))).", code: .inputOutput)
        }
        print(path)
      }
    }
  }
}

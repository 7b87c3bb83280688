import ArgumentParser
import Intake

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a root: inbox, outbox, settings, tariffs, courts, issuer profiles. Trust is empty.",
    discussion:
      "The folder must be new or empty. Add the anchors of your certificate issuers with `trust add` before you run.")

  @Argument(help: "Folder of the new root.", completion: .directory)
  var root: String

  func run() async throws {
    try await reporting {
      let made = try makeRoot(at: root, files: RootTemplate.files)
      let channels = try IntakeConfiguration.load(rootPath: root).settings.channels.map(\.name)
      // So that a sender has a folder to write to before the first run.
      for label in channels.compactMap({ FolderLabel($0) }) { _ = try made.channel(label) }
      print(
        """
        \(root) is ready.
          settings        \(root)/intake.yaml
          trust anchors   court-intake trust add FILE --root \(root) (nobody is trusted yet)
          drop packages   \(channels.map { "\(root)/inbox/\($0)/" }.joined(separator: "  "))
        Next: court-intake run --once --root \(root)
        """)
    }
  }
}

/// Makes a root and writes the operator's files into it.
func makeRoot(at path: String, files: [RootTemplate.File]) throws -> Root {
  let root: Root?
  do {
    root = try Root.create(at: path)
    if let root { try RootTemplate.write(files, into: root) }
  } catch {
    throw Failure(message: "Cannot make the root \(path): \(error).", code: .cannotCreate)
  }
  guard let root else {
    throw Failure(
      message: "\(path) is not empty. A root needs a folder of its own: name a new or an empty one.",
      code: .cannotCreate)
  }
  return root
}

import ArgumentParser
import Intake

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a root: inbox, outbox, settings, tariffs, courts, issuer profiles. Trust is empty.",
    discussion:
      "The folder must be new or empty. Put the anchors of your certificate issuers into trust/ before you run.")

  @Argument(help: "Folder of the new root.", completion: .directory)
  var root: String

  func run() async throws {
    try await reporting {
      _ = try makeRoot(at: root, files: RootTemplate.files)
      print(
        """
        \(root) is ready.
          settings        \(root)/intake.yaml
          trust anchors   put PEM or DER files into \(root)/trust/ (it is empty: nobody is trusted yet)
          drop packages   \(root)/inbox/<channel>/
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

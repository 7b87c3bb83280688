import ArgumentParser
import Foundation
import Intake

struct Trust: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows, fills and checks a trust folder.",
    discussion: """
      A trust folder has a folder for each kind: anchors, intermediates, tsa (anchors of time-stamp authorities), ocsp \
      (responders that are trusted as they are) and crls. What lies beside them is sorted by itself.
      """,
    subcommands: [List.self, Add.self, Check.self])

  /// The folder that a command is about.
  struct Place: ParsableArguments {
    @Option(help: ArgumentHelp("Root whose trust folder it is.", valueName: "folder"), completion: .directory)
    var root: String?

    @Option(help: ArgumentHelp("The trust folder itself.", valueName: "folder"), completion: .directory)
    var trust: String?

    func validate() throws {
      if (root == nil) == (trust == nil) { throw ValidationError("Give --root or --trust.") }
    }

    var path: String { trust ?? root.map { "\($0)/trust" } ?? "trust" }

    func read() throws -> TrustFolder {
      guard let folder = try TrustFolder.read(path: path) else {
        throw Failure(message: "There is no folder \(path).", code: .inputOutput)
      }
      return folder
    }

    /// Whether demonstration certificates are in their place.
    var isDemo: Bool { get throws { try root.map { try DemoMark.isPresent(inRootAt: $0) } ?? true } }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists certificates and revocation lists.")

    @OptionGroup var place: Place

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() async throws {
      try await reporting {
        let report = TrustReport(try place.read(), at: Date())
        print(json ? report.json : report.table)
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies certificates and revocation lists into the folder of their kind.",
      discussion:
        "Nothing is replaced. Whom to trust is your decision: compare the fingerprint with one that you got elsewhere."
    )

    @Argument(help: "PEM or DER file.", completion: .file())
    var file: String

    @OptionGroup var place: Place

    @Option(
      name: .customLong("as"),
      help: ArgumentHelp("What it is for: anchor, intermediate, tsa, ocsp or crl.", valueName: "kind"))
    var kind: TrustFolder.Kind?

    func run() async throws {
      try await reporting {
        guard let octets = FileManager.default.contents(atPath: file) else {
          throw Failure(message: "Cannot read \(file).", code: .inputOutput)
        }
        let now = Date()
        do {
          for addition in try TrustFolder.add(Array(octets), as: kind, toFolderAt: place.path, now: now) {
            report(addition, isDemoPlace: try place.isDemo)
          }
        } catch let refusal as TrustRefusal {
          throw Failure(message: "\(file) \(Self.text(refusal))", code: .data)
        }
      }
    }

    private func report(_ addition: TrustAddition, isDemoPlace: Bool) {
      let verb = addition.wasThere ? "already there" : "added"
      print("\(verb)  \(addition.kind.rawValue)  \(addition.subject)  \(place.path)/\(addition.file)")
      if addition.isExpired { StandardError.write("Note: \(addition.subject) is out of date.") }
      if addition.isDemo, !isDemoPlace {
        StandardError.write("Note: \(addition.subject) is a demonstration certificate; `run` refuses it here.")
      }
    }

    private static func text(_ refusal: TrustRefusal) -> String {
      switch refusal {
      case .unreadable: "holds no certificate and no revocation list that can be read. Nothing was added."
      case .mixed: "holds several things of different kinds. Nothing was added: put each into a file of its own."
      case .kindUnclear(let subject):
        "holds the certificate of \(subject), which is no authority's. Nothing was added: say what it is for with --as."
      case .notA(let kind, let subject): "(\(subject)) cannot be used as \(kind.rawValue). Nothing was added."
      }
    }
  }

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what is expired, out of date, weak or without use.",
      discussion: "Ends with 1 when signatures will fail that should not: no anchor, an expired one, a stale list.")

    @OptionGroup var place: Place

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() async throws {
      try await reporting {
        let review = TrustReview(try place.read(), isDemo: try place.isDemo, at: Date())
        let text = json ? TrustReport.json(of: review) : TrustReport.text(of: review)
        if !text.isEmpty { print(text) }
        if review.blocks { throw ExitCode.findings }
      }
    }
  }
}

extension TrustFolder.Kind: ExpressibleByArgument {}

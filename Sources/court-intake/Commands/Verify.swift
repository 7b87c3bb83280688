import ArgumentParser
import Filing
import Foundation
import Glibc
import Intake
import XMLSignature

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validates the signatures of any XML file or signature container.",
    discussion: """
      PASSED needs at least one signature, all of them passed, and nothing outside them that none covers. Without --trust
      or --key the verdict is at best INDETERMINATE, because nobody vouches for the signer.

      A container (ASiC-E, ASiC-S, BDOC, ADOC, EDOC: known by its content, not by its name) must be in order, and each
      signature must cover every file in it. Containers are read strictly: one that two programs could read in two ways
      is FAILED.
      """)

  @Argument(help: "XML files and containers.", completion: .file())
  var files: [String]

  @Flag(help: "One JSON object a line, one line a file.")
  var json = false

  @Flag(help: "Every check with its clause and evidence, in the tree.")
  var details = false

  @Option(
    help: ArgumentHelp("Writes one page for people to this file, besides what is printed.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(help: "Language of the tree and of the page: az or en.")
  var language = ReportLanguage.english

  @Option(help: ArgumentHelp("Folder with anchors, intermediates and revocation lists.", valueName: "folder"))
  var trust: String?

  @Option(help: ArgumentHelp("Public key or certificate that is trusted as it is.", valueName: "file"))
  var key: String?

  @Option(help: ArgumentHelp("Time of validation, such as 2026-05-04T06:00:00Z; now without it.", valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "What a signature must satisfy: standard, court, or a file like a root's validation.yaml.", valueName: "policy"))
  var policy = "standard"

  @Option(help: ArgumentHelp("Folder with the detached files that references name.", valueName: "folder"))
  var detached: String?

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one file.") }
    if json, details { throw ValidationError("--json has every detail already; leave out --details.") }
    if let html, files.contains(where: { isSame($0, html) }) {
      throw ValidationError("--html would overwrite \(html), which is to be verified.")
    }
    if trust != nil, key != nil { throw ValidationError("Give --trust or --key, not both.") }
    if let at, time(at) == nil {
      throw ValidationError("\"\(at)\" is not a time. Write it as 2026-05-04T06:00:00Z.")
    }
  }

  func run() async throws {
    try await reporting {
      let verifier = SignatureVerifier(
        trust: try VerifierTrust.read(key: key, folder: trust), policy: try validationPolicy())
      let moment = at.flatMap(time) ?? Date()
      let detachedFiles = try detached.map(DetachedFiles.all) ?? [:]
      let text = ReportText(for: .court(language), extent: details ? .details : .summary)
      var allPassed = true
      // Kept only for the page: a report holds on to its document.
      var reported: [ReportedFile] = []
      for file in files {
        let result = try await report(on: file, verifier, moment, detachedFiles)
        print(json ? ReportJSON().line(of: result) : text.text(of: result))
        allPassed = allPassed && result.verdict == .passed
        if html != nil { reported.append(result) }
      }
      if let html { try write(ReportHTML(for: .court(language)).page(of: reported), to: html) }
      if !allPassed { throw ExitCode.findings }
    }
  }

  private func write(_ page: String, to file: String) throws {
    do {
      try Data(page.utf8).write(to: URL(filePath: file), options: .atomic)
    } catch {
      throw Failure(message: "Cannot write the report \(file): \(error.localizedDescription)", code: .cannotCreate)
    }
  }

  private func isSame(_ one: String, _ other: String) -> Bool {
    URL(filePath: one).resolvingSymlinksInPath().path == URL(filePath: other).resolvingSymlinksInPath().path
  }

  private func report(
    on file: String, _ verifier: SignatureVerifier, _ moment: Date, _ detached: [String: ByteSource]
  ) async throws -> ReportedFile {
    let source: ByteSource
    do {
      source = try ByteSource(path: file)
    } catch {
      throw Failure(message: "\(file): \(error).", code: .inputOutput)
    }
    let notice = ReadingNotice(file: file, size: source.count)
    defer { notice.remove() }
    let content = try await content(of: source, verifier, moment, detached)
    // A page is kept, and must say which octets it is about.
    let fingerprint = html == nil ? nil : try source.fingerprint()
    guard try !source.changed() else {
      throw Failure(message: "\(file) changed while it was read. Verify it again.", code: .temporary)
    }
    return ReportedFile(name: file, fingerprint: fingerprint, validationTime: moment, content: content)
  }

  private func content(
    of source: ByteSource, _ verifier: SignatureVerifier, _ moment: Date, _ detached: [String: ByteSource]
  ) async throws -> ReportedFile.Content {
    if try SignatureContainer.isArchive(source) {
      switch try SignatureContainer.open(source) {
      case .failure(let defect): return .damaged(defect)
      case .success(let container):
        return .container(try await ContainerValidator.validate(container, verifier: verifier, at: moment))
      }
    }
    switch try XMLTree.parse(source) {
    case .failure(let defect): return .defective(defect)
    case .success(let parsed):
      return .validated(try await verifier.validate(parsed.tree, at: moment, detached: detached), parsed.tree)
    }
  }

  private func validationPolicy() throws -> ValidationPolicy {
    if let known = [ValidationPolicy.standard, .court].first(where: { $0.name == policy }) { return known }
    guard let octets = FileManager.default.contents(atPath: policy) else {
      throw Failure(message: "There is no policy \(policy). Write standard, court, or name a file.", code: .inputOutput)
    }
    return try ValidationPolicy.read(Array(octets), from: policy)
  }

  private func time(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }
}

/// Files of a folder by the URIs that references may name them with.
enum DetachedFiles {
  private static let most = 1000

  static func all(in folder: String) throws -> [String: ByteSource] {
    guard let names = FileManager.default.enumerator(atPath: folder) else {
      throw Failure(message: "Cannot read the folder \(folder).", code: .inputOutput)
    }
    var files: [String: ByteSource] = [:]
    for case let name as String in names {
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      let source = try ByteSource(path: "\(folder)/\(name)")
      files[name] = source
      if let encoded = name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) { files[encoded] = source }
      if files.count > 2 * most {
        throw Failure(message: "There are more than \(most) files in \(folder).", code: .data)
      }
    }
    return files
  }
}

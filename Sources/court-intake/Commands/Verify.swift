import ArgumentParser
import Foundation
import Glibc
import Intake
import XMLSignature

struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validates the XML signatures of any file.",
    discussion: """
      PASSED needs at least one signature, all of them passed, and nothing outside them that none covers. Without --trust
      or --key the verdict is at best INDETERMINATE, because nobody vouches for the signer.
      """)

  @Argument(help: "XML files.", completion: .file())
  var files: [String]

  @Flag(help: "One JSON object a line, one line a file.")
  var json = false

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
    if trust != nil, key != nil { throw ValidationError("Give --trust or --key, not both.") }
    if let at, time(at) == nil {
      throw ValidationError("\"\(at)\" is not a time. Write it as 2026-05-04T06:00:00Z.")
    }
  }

  func run() async throws {
    try await reporting {
      let verifier = SignatureVerifier(trust: try verifierTrust(), policy: try validationPolicy())
      let moment = at.flatMap(time) ?? Date()
      let detachedFiles = try detached.map(DetachedFiles.all) ?? [:]
      var allPassed = true
      for file in files {
        let result = try await result(of: file, verifier, moment, detachedFiles)
        allPassed = allPassed && result.verdict == .passed
        print(json ? result.json.line : result.tree)
      }
      if !allPassed { throw ExitCode.findings }
    }
  }

  private func result(
    of file: String, _ verifier: SignatureVerifier, _ moment: Date, _ detached: [String: ByteSource]
  ) async throws -> VerificationResult {
    let source: ByteSource
    do {
      source = try ByteSource(path: file)
    } catch {
      throw Failure(message: "\(file): \(error).", code: .inputOutput)
    }
    switch try XMLTree.parse(source) {
    case .failure(let defect): return VerificationResult(file: file, content: .defective(defect))
    case .success(let parsed):
      let report = try await verifier.validate(parsed.tree, at: moment, detached: detached)
      guard try !source.changed() else {
        throw Failure(message: "\(file) changed while it was read. Verify it again.", code: .temporary)
      }
      return VerificationResult(file: file, content: .validated(report, parsed.tree))
    }
  }

  private func verifierTrust() throws -> SignatureVerifier.Trust {
    if let key {
      guard let octets = FileManager.default.contents(atPath: key) else {
        throw Failure(message: "Cannot read the key \(key).", code: .inputOutput)
      }
      guard let trusted = TrustedKey(octets: Array(octets)) else {
        throw Failure(
          message: "\(key) is neither a certificate nor a public key that is supported (RSA, P-256/384/521, Ed25519).",
          code: .data)
      }
      return .key(trusted)
    }
    guard let trust else { return .none }
    return .paths(PathValidator(try TrustFolderReader.read(trust)))
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

/// Certificates and lists of a folder that a person names on the command line.
enum TrustFolderReader {
  static func read(_ folder: String) throws -> TrustStore {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Failure(message: "Cannot read the trust folder \(folder).", code: .inputOutput)
    }
    var certificates: [CertificateRecord] = []
    var lists: [RevocationList] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      guard let octets = FileManager.default.contents(atPath: "\(folder)/\(name)"),
        let contents = TrustStore.contents(of: Array(octets))
      else { continue }
      certificates += contents.certificates
      lists += contents.lists
    }
    guard !certificates.isEmpty else {
      throw Failure(message: "There is no certificate in \(folder).", code: .data)
    }
    return TrustStore(certificates: certificates, revocationLists: lists)
  }
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

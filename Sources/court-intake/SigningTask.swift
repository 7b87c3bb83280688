import Foundation
import XMLSignature

/// One call of `sign`: which form fits the files, and the signature made in it.
struct SigningTask {
  let signer: XAdESSigner
  let claims: SignatureClaims
  let file: OutputFile

  private static let package = XMLName(local: "SubmissionPackage", namespace: "urn:court-intake:submission:1")
  private static let slot = XMLName(local: "Signatures", namespace: package.namespace)

  /// - Parameter form: Nil for the one that the document's root asks for.
  func sign(_ files: [String], as form: Sign.Form?) async throws -> SignatureMade {
    switch form {
    case .detached: return try await signDetached(files)
    case .asice: return try await signContainer(files)
    case .slot: return try await sign(files[0]) { _ in .slot(Self.slot) }
    case .enveloped: return try await sign(files[0]) { _ in .enveloped }
    case nil:
      return try await sign(files[0]) { root in
        root.is(Self.package.local, in: Self.package.namespace) ? .slot(Self.slot) : .enveloped
      }
    }
  }

  private func sign(_ path: String, placing: (XMLName) -> SignaturePlacement) async throws -> SignatureMade {
    try made(
      await signer.sign(try Self.source(path), placing: placing, claiming: claims, to: file.descriptor), of: [path])
  }

  private func signDetached(_ paths: [String]) async throws -> SignatureMade {
    let result = try await signer.sign(try Self.dataFiles(paths), claiming: claims)
    let signed = try made(result, of: paths)
    try file.write(signed.octets)
    return signed.made
  }

  /// A container gets one more signature; other files are put into a new one.
  private func signContainer(_ paths: [String]) async throws -> SignatureMade {
    if paths.count == 1, Self.isContainer(paths[0]) {
      let source = try Self.source(paths[0])
      return try made(await signer.signContainer(source, claiming: claims, to: file.descriptor), of: paths)
    }
    let files = try Self.dataFiles(paths)
    return try made(await signer.signContainer(of: files, claiming: claims, to: file.descriptor), of: paths)
  }

  /// By the name's ending, as people and mail programs tell them.
  static func isContainer(_ path: String) -> Bool {
    isNewContainer(path) || ["asics", "scs", "bdoc", "adoc", "edoc"].contains(ending(of: path))
  }

  /// Whether a name is one that a new container has.
  static func isNewContainer(_ path: String) -> Bool { ["asice", "sce"].contains(ending(of: path)) }

  private static func ending(of path: String) -> String { (path as NSString).pathExtension.lowercased() }

  private func made<Value>(_ result: Result<Value, SigningDefect>, of paths: [String]) throws -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let defect):
      var message = "\(paths.joined(separator: ", ")) cannot be signed: \(defect)."
      if case .notXML = defect {
        message += " Files that are no XML are signed with --form detached, or into an output called .asice."
      }
      throw Failure(message: message, code: .data)
    }
  }

  static func source(_ path: String) throws -> ByteSource {
    do {
      return try ByteSource(path: path)
    } catch {
      throw Failure(message: "\(path): \(error).", code: .inputOutput)
    }
  }

  /// Files by their last names: a signature and what it names are kept together.
  private static func dataFiles(_ paths: [String]) throws -> [DetachedFile] {
    try paths.map { path in
      let name = URL(filePath: path).lastPathComponent
      return DetachedFile(name: name, source: try source(path), mediaType: mediaType(of: name))
    }
  }

  /// By the name's ending; what is not known is octets.
  private static func mediaType(of name: String) -> String {
    let known = [
      "xml": "application/xml", "pdf": "application/pdf", "txt": "text/plain", "json": "application/json",
      "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "tif": "image/tiff", "tiff": "image/tiff",
      "zip": "application/zip",
      "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    return known[ending(of: name)] ?? "application/octet-stream"
  }
}

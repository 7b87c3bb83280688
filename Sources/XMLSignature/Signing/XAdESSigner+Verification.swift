import FoundationEssentials
import Glibc

extension XAdESSigner {
  /// Reads what was written and verifies it, as anybody who gets it will.
  func verify(
    _ prepared: Prepared, in written: ByteSource, from document: ByteSource, detached: [String: ByteSource] = [:]
  ) async throws -> SignatureMade {
    guard case .success(let parsed) = try XMLTree.parse(written) else {
      throw SigningDefect.notVerified("it cannot be read")
    }
    let time = prepared.claims.signingTime
    let verifier = SignatureVerifier(trust: .none)
    let report = try await verifier.validate(parsed.tree, at: time, detached: detached)
    guard let own = report.signatures.firstIndex(where: { $0.id == prepared.id }) else {
      throw SigningDefect.notVerified("it is not where it was put")
    }
    try await EarlierSignatures(document: document, verifier: verifier, time: time).check(report, besides: own)
    let made = report.signatures[own]
    guard made.core == .valid, let algorithm = made.algorithm, made.signer == identity.certificate else {
      throw SigningDefect.notVerified(made.firstDetail)
    }
    return SignatureMade(
      id: prepared.id, level: prepared.token == nil ? .baselineB : .baselineT, algorithm: algorithm,
      signer: identity.certificate, signingTime: time,
      references: prepared.references, timeStampRequest: prepared.timeStampRequest,
      timeStampedAt: prepared.token?.info.time, signatures: report.signatures.count)
  }
}

/// The signatures that a document had before something was added to it.
struct EarlierSignatures {
  /// As it was.
  let document: ByteSource
  let verifier: SignatureVerifier
  let time: Date

  /// - Parameters:
  ///   - report: On the document as it is now.
  ///   - own: The one of its signatures that is new, where one is.
  /// - Throws: ``SigningDefect`` when one of the others is invalid.
  func check(_ report: ValidationReport, besides own: Int?) async throws {
    let others = report.signatures.indices.filter { $0 != own }
    guard let invalid = others.firstIndex(where: { report.signatures[$0].core == .invalid }) else { return }
    // The document as it was tells who is to blame.
    let original = try SigningDocument.parse(document)
    let earlier = try await verifier.validate(original, at: time).signatures[invalid]
    let path = original.path(of: earlier.node)
    guard earlier.core == .invalid else { throw SigningDefect.wouldBreakSignature(path: path) }
    throw SigningDefect.brokenSignature(path: path, detail: earlier.firstDetail)
  }
}

extension SignatureReport {
  fileprivate var firstDetail: String { findings.first?.detail ?? core.rawValue }
}

/// A document that may be signed: UTF-8 and XML.
enum SigningDocument {
  static func parse(_ source: ByteSource) throws -> XMLTree {
    if let encoding = try DocumentEncoding.foreign(in: source) { throw SigningDefect.encoding(encoding) }
    switch try XMLTree.parse(source) {
    case .success(let parsed): return parsed.tree
    case .failure(let defect): throw SigningDefect.notXML(defect)
    }
  }
}

extension ByteSource {
  /// A file that is open elsewhere, through a descriptor of its own.
  init(duplicating descriptor: Int32) throws(SourceFailure) {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw SourceFailure(operation: "read the signed document", code: errno) }
    try self.init(owning: copy, offset: 0, count: nil)
  }
}

extension SourceFailure {
  /// Somebody writes to the document while it is signed.
  static let changed = SourceFailure(operation: "sign a document that changes meanwhile", code: EAGAIN)
}

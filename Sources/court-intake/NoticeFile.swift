import Filing
import Foundation
import Intake
import XMLSignature

/// A notice that somebody kept, with the proof that it brings.
struct NoticeFile {
  let proof: NoticeProof
  let tree: XMLTree

  init(_ path: String) throws {
    let source: ByteSource
    do {
      source = try ByteSource(path: path)
    } catch {
      throw Failure(message: "\(path): \(error).", code: .inputOutput)
    }
    guard case .success(let parsed) = try XMLTree.parse(source), let proof = NoticeProof(parsed.tree) else {
      throw Failure(
        message: "\(path) is no notice of an intake that brings proof. Name an XML file from an outbox.", code: .data)
    }
    tree = parsed.tree
    self.proof = proof
  }
}

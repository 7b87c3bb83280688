import Foundation
import XMLSignature

extension Reading {
  /// Parses, and writes every canonical form of what was parsed.
  static func tree(_ octets: [UInt8]) throws {
    guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)) else { return }
    let tree = parsed.tree
    let nodes = NodeSet(subtree: tree.document, of: tree)
    for method in CanonicalizationMethod.allCases {
      do { use(try tree.canonicalOctets(nodes, by: Canonicalization(method))) } catch is CanonicalizationError {}
    }
    for element in [tree.root] + Array(tree.elements(in: tree.root)).prefix(8) {
      use(tree.path(of: element))
      use(tree.text(of: element))
      use(tree.attributeNames(of: element))
      use(tree.strictCoverage(of: element, by: nodes))
    }
  }

  /// Validates every signature without trust and with the signers themselves and the seeds' roots as anchors.
  static func signatures(_ octets: [UInt8]) throws {
    guard case .success(let parsed) = try XMLTree.parse(ByteSource(octets)) else { return }
    try CallingThread.value {
      let tree = parsed.tree
      let first = try await SignatureVerifier(trust: .none).validate(tree, at: time)
      let signers = first.signatures.compactMap(\.signer)
      let paths = PathValidator(TrustStore(anchors: signers + roots))
      let report = try await SignatureVerifier(trust: .paths(paths)).validate(tree, at: time)
      for signature in report.signatures {
        use(signature.level)
        use(tree.strictCoverage(of: tree.root, by: signature.coveredNodes))
      }
    }
  }

  /// Opens an archive, reads every entry, and validates what it holds as a container.
  static func container(_ octets: [UInt8]) throws {
    let source = ByteSource(octets)
    if case .success(let archive) = try ZIPArchive.open(source) {
      for entry in archive.entries { use(try archive.read(entry)) }
    }
    guard case .success(let container) = try SignatureContainer.open(source) else { return }
    try CallingThread.value {
      let verifier = SignatureVerifier(trust: .paths(PathValidator(TrustStore(anchors: roots))), policy: .court)
      use(try await ContainerValidator.validate(container, verifier: verifier, at: time))
    }
  }

  /// The roots among the certificates that the list FUZZ_ANCHORS names.
  private static let roots: [CertificateRecord] = {
    guard let path = ProcessInfo.processInfo.environment["FUZZ_ANCHORS"],
      let list = try? String(contentsOfFile: path, encoding: .utf8)
    else { return [] }
    return list.split(separator: ",").compactMap { file in
      guard let octets = try? Data(contentsOf: URL(filePath: String(file))),
        let certificate = try? CertificateRecord(derEncoded: Array(octets)), certificate.isSelfIssued
      else { return nil }
      return certificate
    }
  }()
}

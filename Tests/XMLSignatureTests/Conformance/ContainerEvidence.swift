import Foundation
import Testing

@testable import XMLSignature

/// What the signatures and time-stamps of a container bring to prove themselves; nothing of it is proven here.
struct ContainerEvidence {
  private(set) var certificates: [CertificateRecord] = []
  /// Claimed signing times, times of time-stamps and of OCSP answers.
  private(set) var times: [Date] = []
  /// Whether there is a signature under the policy of BDOC 2.1 without a time-stamp, whose time an OCSP answer marks.
  private(set) var hasTimeMark = false

  init(of container: SignatureContainer) throws {
    for stamp in container.timeStamps { add(token: try stamp.source.octets(in: 0..<stamp.source.count)) }
    for file in container.signatureFiles {
      guard case .success(let tree) = try MetaFiles.tree(of: file) else { continue }
      for node in tree.descendants("Signature", Namespace.xmldsig, of: tree.document) { try add(node, in: tree) }
    }
  }

  private mutating func add(_ node: XMLTree.NodeID, in tree: XMLTree) throws {
    guard let structure = try? SignatureStructure(node, in: tree),
      let properties = try? XAdESProperties.find(in: structure, of: tree)
    else { return }
    if let claimed = properties.signed.signingTime?.date { times.append(claimed) }
    if case .identified = properties.signed.policy, properties.unsigned.signatureTimeStamps.isEmpty {
      hasTimeMark = true
    }
    certificates += try properties.unsigned.certificateValues.certificates(in: tree).certificates
    for token in properties.evaluatedTimeStamps.flatMap(\.tokens) {
      if case .success(let octets) = try token.octets(in: tree) { add(token: octets) }
    }
    for answer in properties.unsigned.revocationValues.answers {
      guard case .success(let octets) = try answer.octets(in: tree), let read = try? BasicOCSPResponse.read(octets)
      else { continue }
      times.append(read.producedAt)
      certificates += read.certificates
    }
  }

  private mutating func add(token octets: [UInt8]) {
    guard let token = try? TimeStampToken(derEncoded: octets) else { return }
    times.append(token.info.time)
    certificates += token.certificates
  }
}

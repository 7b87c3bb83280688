import Foundation
import XMLSignature

/// The examples of the library's documentation, as compiled code that sees the public interface alone.
///
/// What stands between `// example: NAME` and `// end` is a code block of an article, letter for letter.
enum Examples {
  static func verify(_ path: String, trusting folder: String, print: (String) -> Void) async throws {
    // example: verify
    let document = try XMLTree.parse(ByteSource(path: path)).get().tree
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).map { URL(filePath: "\(folder)/\($0)") }
    let trusted = try files.compactMap { try TrustStore.contents(of: Array(Data(contentsOf: $0))) }
    let store = TrustStore(certificates: trusted.flatMap(\.certificates), revocationLists: trusted.flatMap(\.lists))
    let verifier = SignatureVerifier(trust: .paths(PathValidator(store)))
    let report = try await verifier.validate(document, at: Date())
    print(report.verdict.rawValue)
    for one in report.signatures {
      print("\(one.signer?.subject.text ?? "?"): \(one.indication.rawValue), coverage \(one.coverage.rawValue)")
    }
    // end
  }

  static func covers(
    _ element: XMLTree.NodeID, of document: XMLTree, _ report: ValidationReport
  ) -> [CertificateRecord] {
    // example: coverage
    let signers = report.signatures.filter { signature in
      signature.indication == .totalPassed
        && document.strictCoverage(of: element, by: signature.coveredNodes).coverage == .full
    }.compactMap(\.signer)
    // end
    return signers
  }

  static func verifyDetached(
    _ signature: XMLTree, file: String, _ verifier: SignatureVerifier, at time: Date
  ) async throws -> ValidationReport {
    // example: detached
    let detached = ["claim.pdf": try ByteSource(path: file)]
    let report = try await verifier.validate(signature, at: time, detached: detached)
    // end
    return report
  }

  static func verifyContainer(
    _ path: String, _ verifier: SignatureVerifier, at time: Date, print: (String) -> Void
  ) async throws {
    // example: container
    switch try SignatureContainer.open(ByteSource(path: path)) {
    case .failure(let defect):
      print("not a container that may be read: \(defect)")
    case .success(let container):
      let report = try await ContainerValidator.validate(container, verifier: verifier, at: time)
      print("\(report.kind.name): \(report.verdict.rawValue)")
      for file in report.dataFiles { print("\(file.name): \(file.signatures.count) valid signatures") }
    }
    // end
  }

  static func asking(_ store: TrustStore, answer: @escaping @Sendable (OCSPRequest) async -> [UInt8]?) -> PathValidator
  {
    // example: source
    let source = RevocationSource { certificate, issuer in
      let address = "http://ocsp.example/"
      guard let request = OCSPRequest(about: certificate, issuedBy: issuer) else { return [] }
      guard let octets = await answer(request), let answer = try? BasicOCSPResponse.read(octets) else {
        return [.away(from: address, "no answer that can be read")]
      }
      return [.answer(answer, from: address)]
    }
    let paths = PathValidator(store, source: source)
    // end
    return paths
  }

  static var strictPolicy: ValidationPolicy {
    // example: policy
    var policy = ValidationPolicy.court
    policy.name = "archive"
    policy.level = .baselineT
    policy.revocation.longestAge = 24 * 3600
    policy.timeStamps.longestDelay = 3600
    policy.algorithms.keyMinimums.append(
      .init(kind: .rsa, bits: 3072, since: Date(timeIntervalSince1970: 1_861_920_000)))
    // end
    return policy
  }

  static func sign(
    _ filing: [UInt8], privateKey: [UInt8], certificates: [CertificateRecord], at time: Date
  ) async throws -> [UInt8] {
    // example: sign
    let identity = try SigningIdentity(
      key: SigningKey(pem: privateKey), certificate: certificates[0], chain: Array(certificates.dropFirst()))
    let slot = XMLName(local: "Signatures", namespace: "urn:court-intake:submission:1")
    let signed = try await XAdESSigner(identity)
      .sign(filing, .slot(slot), claiming: SignatureClaims(signingTime: time)).get()
    // end
    return signed.octets
  }

  static func timeStamping(
    _ signer: XAdESSigner, post: @escaping @Sendable ([UInt8]) async throws -> [UInt8]
  ) -> XAdESSigner {
    var signer = signer
    // example: time-stamp
    signer.level = .timeStamped { request in try await post(request.derEncoded) }
    // end
    return signer
  }

  static func signContainer(
    _ octets: [UInt8], _ signer: XAdESSigner, at time: Date, to descriptor: Int32
  ) async throws -> SignatureMade {
    // example: sign-container
    let file = DetachedFile(name: "claim.pdf", source: ByteSource(octets), mediaType: "application/pdf")
    let made = try await signer.signContainer(
      of: [file], claiming: SignatureClaims(signingTime: time), to: descriptor
    ).get()
    // end
    return made
  }

  static func reports(
    on document: XMLTree, _ report: ValidationReport, at time: Date
  ) -> (text: String, page: String, line: String) {
    // example: reports
    let file = ReportedFile(name: "claim.xml", validationTime: time, content: .validated(report, document))
    let reader = ReportReader(language: .english)
    let text = ReportText(for: reader, extent: .details).text(of: file)
    let page = ReportHTML(for: reader).page(of: [file])
    let line = ReportJSON().line(of: file)
    // end
    return (text, page, line)
  }
}

import Foundation
import TestSupport
import Testing

@testable import XMLSignature

/// Several signatures in one document, beside and inside each other: each is judged by itself.
struct SeveralSignaturesTests {
  private typealias PKI = ProcessPKI

  /// With the person who counter-signs revoked since March.
  private static func countersigning(_ adjust: (inout ProcessCase) -> Void = { _ in }) throws -> ProcessCase {
    try ProcessCase {
      let entry = try TestRevocationList.Entry(TestPKI.rsaSigner, at: PKI.day(3), reason: 1)
      $0.lists = [try PKI.list(TestPKI.root, [entry]).list()]
      $0.change = { $0.replacing("<ds:SignatureValue>", with: "<ds:SignatureValue Id=\"v1\">") }
      adjust(&$0)
    }
  }

  private static let counter = TestSigner(TestPKI.rsaSigner).with { $0.id = "signature-2" }

  @Test func anEnclosedCounterSignatureHasItsOwnChain() async throws {
    let made = try Self.countersigning {
      $0.unsigned = "<xades:CounterSignature>\(TestSigner.mark)</xades:CounterSignature>"
    }
    let report = try await made.validate(Self.counter.sign(made.signed(), element: "v1"))
    #expect(report.signatures.map(\.id) == ["signature-1", "signature-2"])
    #expect(report.signatures.map(\.subIndication) == [nil, .revokedNoPOE], "\(report.summary)")
    #expect(report.signatures.map { $0.signer?.subject } == [TestPKI.signer, TestPKI.rsaSigner].map(\.record.subject))
    #expect(report.verdict == .indeterminate)
  }

  @Test func aReferencedCounterSignatureHasItsOwnChain() async throws {
    let made = try Self.countersigning()
    let reference = TestSigner.Reference("#v1", type: CounterSignature.referenceType)
    let report = try await made.validate(Self.counter.sign(made.signed(), [reference]))
    #expect(report.signatures.map(\.subIndication) == [nil, .revokedNoPOE], "\(report.summary)")
  }

  @Test func eachSignatureHasItsOwnTimeAndEvidence() async throws {
    // The second is saved by its time-stamp; nothing of that helps the third, whose certificate is the same.
    var text = try ProcessCase().signed()
    let stamped = TestSigner(PKI.expired).with { $0.id = "signature-2" }
    text = try stamped.sign(text, element: "c1")
    let token = try PKI.authority.token(for: stamped.value(in: text), at: PKI.day(5, 5))
    text = try stamped.adding(TestXAdES.timeStamp("SignatureTimeStamp", [token]), to: text)
    text = try TestSigner(PKI.expired).with { $0.id = "signature-3" }.sign(text, element: "c1")
    let report = try await ProcessCase().validate(text)
    #expect(report.signatures.map(\.subIndication) == [nil, nil, .outOfBoundsNoPOE], "\(report.summary)")
    #expect(report.signatures.map(\.bestSignatureTime) == [nil, PKI.day(5, 5), nil])
  }
}

import Filing
import FilingStore
import Foundation
import TestSupport
import XMLSignature

@testable import Intake

/// Containers that a test signer signs, and settings that trust it.
enum SignedContainer {
  /// The least that passes as a PDF.
  static let document = Array(
    """
    %PDF-1.4
    1 0 obj<</Type/Catalog>>endobj
    xref
    0 1
    0000000000 65535 f 
    trailer<</Root 1 0 R>>
    startxref
    41
    %%EOF

    """.utf8)

  static func of(_ files: [DetachedFile], by signer: TestIdentity, at time: Date) async throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "container-\(UUID().uuidString)").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    defer {
      close(descriptor)
      unlink(path)
    }
    _ = try await XAdESSigner(try identity(of: signer)).signContainer(
      of: files, claiming: SignatureClaims(signingTime: time), to: descriptor
    ).get()
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  static func identity(of signer: TestIdentity) throws -> SigningIdentity {
    try SigningIdentity(key: SigningKey(pem: Array(signer.key.pem.utf8)), certificate: signer.record)
  }

  /// A FİN stands in the serial number as on an ID card.
  static func configuration(
    of demo: IntakeConfiguration, trusting authority: TestAuthority, channels: [ChannelPolicy],
    treasury: Treasury = Treasury(), severities: SeverityPolicy = SeverityPolicy(), courts: CourtDirectory? = nil,
    requiredCabinet: CabinetRequirement = .no, parsing: ParsingLimits = ParsingLimits(),
    documentAccess: [String: DocumentAccess] = [:]
  ) -> IntakeConfiguration {
    var settings = demo.settings
    settings.documentAccess = documentAccess
    settings.requiredCabinet = requiredCabinet
    settings.parsing = parsing
    settings.channels = channels
    let profile = IssuerProfile(
      name: "test", issuer: [.init(oid: "2.5.4.3", pattern: "Test CA")],
      personalNumber: .init(oid: "2.5.4.5", pattern: "PNOAZ-{FIN}"), taxNumber: nil)
    return IntakeConfiguration(
      settings: settings,
      reference: ReferenceData(
        courts: courts ?? demo.reference.courts, issuerProfiles: [profile], tariffs: demo.reference.tariffs,
        severities: severities),
      trust: TrustStore(anchors: [authority.identity.record]), validation: .standard, treasury: treasury, seal: nil,
      isDemo: false)
  }
}

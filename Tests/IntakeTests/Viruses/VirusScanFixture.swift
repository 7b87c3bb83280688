import Filing
import FilingStore
import Foundation
import TestSupport

@testable import Intake

/// A court that scans, with a virus scanner, and batches under its seal.
struct VirusScanFixture {
  let circulation: CirculationFixture

  static let channel = "court-050"
  /// In two parts, so that no scanner takes this file for what it makes.
  static let eicar = #"X5O!P%@AP[4\PZX54(P^)7CC)7}$"# + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
  static let good = ScanMaker.pdf()
  static let infected = ScanMaker.pdf(more: ["<< /Length \(eicar.utf8.count) >>\nstream\n\(eicar)\nendstream"])

  init() throws { circulation = try CirculationFixture() }

  var intake: DemoIntake { circulation.intake }
  var arrival: Instant { circulation.arrival }

  func configuration(
    _ scan: VirusScanSettings, severities: [FindingCode: Severity] = [:]
  ) throws -> IntakeConfiguration {
    let base = try circulation.configuration()
    var settings = base.settings
    settings.virusScan = scan
    settings.channels = [ChannelPolicy(name: Self.channel, kinds: [.scanBatch])]
    let reference = ReferenceData(
      courts: base.reference.courts, issuerProfiles: base.reference.issuerProfiles, tariffs: base.reference.tariffs,
      severities: SeverityPolicy(overrides: severities))
    return IntakeConfiguration(
      settings: settings, reference: reference, trust: base.trust, validation: .standard, seal: nil, isDemo: false)
  }

  /// Drops a batch of one document an item.
  /// - Parameter caseNumber: Of all of them.
  func drop(_ documents: [[UInt8]], caseNumber: String = CirculationFixture.caseNumber) throws {
    let items = documents.enumerated().map { index, octets in
      """
      <Item Id="item-\(index + 1)"><Case><Number>\(caseNumber)</Number></Case><DocumentType>letter</DocumentType>\
      <Pages>1</Pages><File><Name>scan-\(index + 1).pdf</Name><MediaType>application/pdf</MediaType>\
      <Content>\(Data(octets).base64EncodedString())</Content></File></Item>
      """
    }
    let batch = """
      <ScanBatch Id="content"><MessageId>batch-1</MessageId><ScannedAt>2026-05-04T09:15:00+04:00</ScannedAt>\
      <Destination><Court>050</Court></Destination><Operator>Operator</Operator><Scanner>skaner-1</Scanner>\
      \(items.joined())</ScanBatch>
      """
    try intake.drop(
      try circulation.package(batch, by: circulation.seal), as: "batch.xml", into: Self.channel)
  }

  func run(minutes: Int64 = 0, _ scan: VirusScanSettings) async throws -> [RunSummary.Outcome] {
    try await intake.run(at: arrival.advanced(byMilliseconds: minutes * 60_000), with: configuration(scan)).lines
      .map(\.outcome)
  }
}

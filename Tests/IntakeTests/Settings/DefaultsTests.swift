import Filing
import Testing

@testable import Intake

/// What `court-intake init` ships.
@Suite struct DefaultsTests {
  @Test func aFreshRootIsSound() throws {
    let configuration = try OperatorRoot().load()
    #expect(!configuration.isDemo)
    #expect(configuration.trust.anchors.isEmpty)
    #expect(configuration.reference.courts.all.map(\.code.text) == ["050", "102", "103", "106", "107"])
    #expect(configuration.reference.issuerProfiles.map(\.name) == ["asan-imza", "e-imza", "id-card"])
  }

  @Test func theFileShowsTheDefaults() throws {
    let settings = try OperatorRoot().load().settings
    let defaults = Settings()
    #expect(settings.settleTerm == defaults.settleTerm)
    #expect(settings.incompleteTerm == defaults.incompleteTerm)
    #expect(settings.workers == nil)
    #expect(settings.groupSize == defaults.groupSize)
    #expect(settings.attemptsBeforeQuarantine == defaults.attemptsBeforeQuarantine)
    #expect(settings.receptionNoticeAfter == defaults.receptionNoticeAfter)
    #expect(settings.parsing == defaults.parsing)
  }

  @Test func theExampleChannelsTakeWhatTheirNamesSay() throws {
    let channels = try OperatorRoot().load().settings.channels
    #expect(channels.map(\.name) == ["court-103", "integrators", "participants", "treasury"])
    let court = try #require(channels.first)
    #expect(court.kinds == [.scanBatch, .dispatch])
    #expect(court.courts.map(\.text) == ["103"])
    let treasury = try #require(channels.last)
    #expect(treasury.kinds == [.statement] && !treasury.forms.contains(.folder))
    for channel in channels.dropFirst().dropLast() {
      let defaults = ChannelPolicy(name: channel.name)
      #expect(channel.forms == defaults.forms)
      #expect(channel.kinds == [.submission, .cabinetRequest])
      #expect(channel.courts.isEmpty && channel.senders.isEmpty)
      #expect(channel.maximumPackageSize == defaults.maximumPackageSize)
      #expect(channel.maximumFiles == defaults.maximumFiles)
      #expect(channel.maximumDocumentSize == defaults.maximumDocumentSize)
    }
  }

  @Test func theTariffsThatAreShippedAreThoseOfAFreshRoot() throws {
    let root = try OperatorRoot()
    let (fresh, shipped) = (try root.load().reference.tariffs, TariffSchedule.shipped)
    #expect(fresh.tariffs.map(\.period) == shipped.tariffs.map(\.period))
    #expect(fresh.tariffs.map(\.lines) == shipped.tariffs.map(\.lines))
    #expect(shipped.tariffs.map(\.effectiveFrom.description) == ["2013-01-01", "2021-08-01"])
    // The present law has no jumps.
    #expect(shipped.tariffs.map { $0.lines.filter(\.mayJump).map(\.act) } == [["valued-claim"], []])
    // The tariffs are read without the rest of the root.
    try root.remove("courts.yaml")
    #expect(try TariffSchedule.load(rootPath: root.root.path).tariffs.map(\.lines) == shipped.tariffs.map(\.lines))
  }

  @Test func anExistingFileIsNeverReplaced() throws {
    let root = try OperatorRoot()
    #expect(throws: FileFailure.self) { try RootTemplate.write(into: root.root) }
  }
}

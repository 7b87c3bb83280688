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
    #expect(channels.map(\.name) == ["court-103", "integrators", "participants"])
    let court = try #require(channels.first)
    #expect(court.kinds == [.scanBatch])
    #expect(court.courts.map(\.text) == ["103"])
    for channel in channels.dropFirst() {
      let defaults = ChannelPolicy(name: channel.name)
      #expect(channel.forms == defaults.forms)
      #expect(channel.kinds == defaults.kinds)
      #expect(channel.courts.isEmpty && channel.senders.isEmpty)
      #expect(channel.maximumPackageSize == defaults.maximumPackageSize)
      #expect(channel.maximumFiles == defaults.maximumFiles)
      #expect(channel.maximumDocumentSize == defaults.maximumDocumentSize)
    }
  }

  /// The edges of every bracket, computed apart from the program (Python's decimal, ROUND_HALF_UP).
  @Test(
    arguments: [
      ("valued-claim", "1000", "2026-03-10", nil, "30.00"),
      ("valued-claim", "1000.50", "2026-03-10", nil, "30.01"),
      ("valued-claim", "5000", "2026-03-10", nil, "70.00"),
      ("valued-claim", "55555.55", "2026-03-10", nil, "256.67"),
      ("valued-claim", "500000", "2026-03-10", nil, "790.00"),
      ("valued-claim", "12345678.90", "2026-03-10", nil, "6962.84"),
      ("valued-claim", "500000000", "2026-03-10", nil, "50000.00"),
      ("valued-claim", "5000", "2026-03-10", "first-electronic-claim", "63.00"),
      ("valued-claim", "5000", "2023-12-31", "first-electronic-claim", "70.00"),
      ("dwelling-claim", nil, "2026-03-10", nil, "100.00"),
      ("non-valued-claim", nil, "2026-03-10", "first-electronic-claim", "90.00"),
      ("special-proceedings", nil, "2026-03-10", nil, "100.00"),
      ("appeal-valued", "1003", "2026-03-10", nil, "15.02"),
      ("appeal-valued", "98420000", "2026-03-10", nil, "25000.00"),
      ("appeal-non-valued", nil, "2026-03-10", nil, "50.00"),
      ("court-order", nil, "2021-08-01", nil, "100.00"),
      ("court-order", nil, "2021-07-31", nil, "20.00"),
      ("court-order", nil, "2001-12-04", nil, "20.00"),
    ] as [(String, String?, String, String?, String)])
  func theTariffFilesGiveTheLawsDuties(
    act: String, claimValue: String?, day: String, discount: String?, duty: String
  ) throws {
    let outcome = try Self.assess(act, claimValue, day, discount)
    guard case .assessed(let assessment) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(assessment.due.decimal == duty)
  }

  @Test(arguments: [
    ("interim-measure", "2026-03-10"), ("third-party-joinder", "2026-03-10"), ("valued-claim", "2021-07-31"),
    ("appeal-non-valued", "2021-07-31"), ("court-order", "2001-12-03"),
  ])
  func ratesThatAreNotKnownAreNotShipped(act: String, day: String) throws {
    let day = try #require(LocalDay(day))
    #expect(
      try Self.assess(act, "5000", day.description, nil) == .notAssessable(.rateUnknown(act: act, day: day)))
  }

  @Test func anExistingFileIsNeverReplaced() throws {
    let root = try OperatorRoot()
    #expect(throws: FileFailure.self) { try RootTemplate.write(into: root.root) }
  }

  private static func assess(
    _ act: String, _ claimValue: String?, _ day: String, _ discount: String?
  ) throws -> DutyOutcome {
    try OperatorRoot().load().reference.tariffs.assess(
      DutyBasis(
        act: act, claimValue: claimValue.flatMap { Money(decimal: $0) }, filer: .person,
        day: #require(LocalDay(day)), discountGround: discount))
  }
}

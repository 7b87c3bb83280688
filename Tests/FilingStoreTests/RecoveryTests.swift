import Filing
import FilingStore
import Testing

struct RecoveryTests {
  let register: StoreFixture

  init() throws { register = try StoreFixture() }

  @Test func acceptedPackagesAreKnownByTheirClaimsAndComeBackInAcceptOrder() throws {
    let arrivals = [register.arrival(), register.arrival()]
    let records = try register.store.commit { try $0.accept(arrivals, openedAtOnce: false) }
    let queries = register.store.queries
    #expect(try queries.knownClaims(among: arrivals.map(\.claim) + ["unknown"]) == Set(arrivals.map(\.claim)))
    #expect(try queries.undecidedPackages() == records)
    #expect(
      try queries.files(of: records[0].id).sorted { $0.name < $1.name }
        == arrivals[0].files.sorted { $0.name < $1.name })
  }

  @Test func decidedPackageIsNoLongerUndecided() throws {
    _ = try register.process([[StoreFixture.item(.reject)], [StoreFixture.item(.hold)]])
    #expect(try register.store.queries.undecidedPackages().isEmpty)
  }

  @Test func attemptsAreCountedBeforeTheOctetsAreOpenedAndGivenBackWhenTheWorldFails() throws {
    let arrival = register.arrival()
    let id = try #require(try register.store.commit { try $0.accept([arrival], openedAtOnce: true) }.first?.id)
    #expect(try register.store.commit { try $0.recordAttempt([id]) } == [id: 2])
    #expect(try register.store.commit { try $0.recordAttempt([id]) } == [id: 3])
    try register.store.commit { try $0.returnAttempt([id]) }
    #expect(try register.store.queries.undecidedPackages().map(\.attempts) == [2])
  }

  @Test func claimIsAcceptedOnce() throws {
    let arrival = register.arrival()
    _ = try register.store.commit { try $0.accept([arrival], openedAtOnce: true) }
    #expect(throws: InvariantViolation.self) {
      try register.store.commit { try $0.accept([arrival], openedAtOnce: true) }
    }
    #expect(try register.store.queries.undecidedPackageCount() == 1)
  }

  @Test func deferredItemsWaitForTheirTime() throws {
    let later = StoreFixture.now.advanced(byMilliseconds: 60_000)
    _ = try register.process([[StoreFixture.item(.defer(until: later))]])
    #expect(try register.store.queries.packagesWithDeferredItems(dueBy: StoreFixture.now).isEmpty)
    #expect(try register.store.queries.packagesWithDeferredItems(dueBy: later).count == 1)
  }

  @Test func runThatWasKilledHasNoTotals() throws {
    _ = try register.store.commit { try $0.beginRun(at: StoreFixture.now) }
    let run = try #require(try register.store.queries.lastRun())
    #expect(run.finishedAt == nil)
    #expect(run.totals == nil)
  }
}

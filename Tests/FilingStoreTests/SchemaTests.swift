import Filing
import FilingStore
import GRDB
import Testing

/// The schema itself keeps the register's promises, whatever code runs against it.
struct SchemaTests {
  let register: StoreFixture

  init() throws {
    register = try StoreFixture()
    let registrations = try register.process([
      [
        StoreFixture.item(
          StoreFixture.draft("a", payments: ["OP-1234"]), findings: [StoreFixture.finding(.feePaidOver, .info)])
      ],
      [StoreFixture.item(.hold)],
    ])
    try register.deliver(registrations)
  }

  @Test(arguments: [
    "register_entry", "entry_document", "entry_participant", "entry_signature", "entry_fee", "business_key",
    "payment_use", "event", "notice", "package_file", "package", "item", "outbox", "counter", "finding",
  ])
  func rowsAreNeverDeleted(_ table: String) throws {
    let error = #expect(throws: DatabaseError.self) {
      try register.intrude("DELETE FROM \(table)")
    }
    #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER)
  }

  @Test(arguments: [
    "UPDATE register_entry SET title = 'other'", "UPDATE entry_document SET size = 0",
    "UPDATE entry_participant SET name = 'other'", "UPDATE entry_signature SET indication = 'TOTAL-PASSED'",
    "UPDATE entry_fee SET paid = 0", "UPDATE business_key SET message_id = 'other'",
    "UPDATE payment_use SET amount = 0",
    "UPDATE event SET at = 0", "UPDATE notice SET octets = x'00'", "UPDATE package_file SET size = 0",
    "UPDATE package SET arrived_at = 0", "UPDATE package SET items = 5", "UPDATE finding SET severity = 'info'",
    "UPDATE item SET state = 'HELD', entry = NULL WHERE state = 'REGISTERED'",
    "UPDATE outbox SET recipient = 'other'", "UPDATE outbox SET notice = NULL", "UPDATE outbox SET delivered_at = NULL",
    "UPDATE counter SET last = last + 1", "UPDATE counter SET last = 0", "INSERT INTO counter VALUES ('104', 2026, 1)",
  ])
  func whatIsWrittenStays(_ change: String) throws {
    let error = #expect(throws: DatabaseError.self) { try register.intrude(change) }
    #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER)
  }

  @Test(arguments: [
    ("3", "hash", "registration numbers have no gaps"), ("1", "hash", "registration numbers have no gaps"),
    ("2", "zeroblob(32)", "an entry follows the entry before it"),
  ])
  func entryThatDoesNotFollowIsRefused(sequence: String, previous: String, reason: String) throws {
    let error = #expect(throws: DatabaseError.self) { try insertEntry(sequence: sequence, previous: previous) }
    #expect(error?.message == reason)
  }

  @Test func entryThatFollowsIsTaken() throws {
    try insertEntry(sequence: "2", previous: "hash")
  }

  private func insertEntry(sequence: String, previous: String) throws {
    try register.intrude(
      """
      UPDATE item SET state = 'REGISTERED', entry = 2 WHERE state = 'HELD';
      INSERT INTO register_entry (id, item, court, year, sequence, registered_at, registered_day, received_at,
        official_filing_date, channel, package_sha256, signer, message_id, content_sha256, document_type,
        disposition, rule_set, previous_hash, hash)
      SELECT 2, 2, court, year, \(sequence), registered_at, registered_day, received_at, official_filing_date,
        channel, package_sha256, signer, message_id, content_sha256, document_type, disposition, rule_set,
        \(previous), hash FROM register_entry WHERE id = 1
      """)
  }

  @Test func itemIsNotRegisteredWithoutAnEntry() throws {
    let error = #expect(throws: DatabaseError.self) {
      try register.intrude("UPDATE item SET state = 'REGISTERED', entry = 2 WHERE state = 'HELD'")
    }
    #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
  }

  @Test func noticeIsNotDeliveredBeforeItIsRendered() throws {
    let intent = try #require(try register.process([[StoreFixture.item(.reject)]]).first?.intents.first)
    #expect(throws: InvariantViolation.self) {
      try register.store.commit { try $0.markDelivered([intent.id], at: StoreFixture.now) }
    }
  }

  @Test func runWhoseTotalsDoNotAddUpIsRefused() throws {
    let run = try register.store.commit { try $0.beginRun(at: StoreFixture.now) }
    var totals = StateCounts()
    totals.received = 3
    totals[state: .registered] = 2
    #expect(throws: InvariantViolation.self) {
      try register.store.commit { [totals] in try $0.finishRun(run, at: StoreFixture.now, totals: totals) }
    }
    totals[state: .held] = 1
    try register.store.commit { [totals] in try $0.finishRun(run, at: StoreFixture.now, totals: totals) }
    #expect(try register.store.queries.lastRun()?.totals == totals)
  }
}

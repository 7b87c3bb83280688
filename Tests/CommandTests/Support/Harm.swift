import Foundation
import GRDB
import Testing

/// A root in which all was done: a filing in each of the ways that the store and the outbox know.
enum DoneRoot {
  /// Beyond what fits into a pack segment.
  static let scan = Filer.document("scan", padding: 300 << 10)

  static func make() throws -> ProgramRoot {
    let root = try ProgramRoot()
    let filer = try Filer.shared.get()
    for name in ["a", "b"] { try root.put("\(name).xml", try filer.claim(name, document: Filer.document(name))) }
    try root.putFolder(
      "c", ["submission.xml": try filer.claim("c", document: scan, file: "scan.pdf"), "scan.pdf": scan])
    try root.put("d.xml", Filer.unsignedClaim("d", document: Filer.document("d")))
    try root.put("e.xml", "no XML")
    try #require(symlink("/nowhere", "\(root.inbox)/f.xml") == 0)
    try #require(try root.run().exitCode == 0)
    return root
  }
}

extension ProgramRoot {
  var store: String { "\(path)/state/store" }
  var new: String { "\(path)/outbox/integrators/new" }

  /// The segment with the octets of packages; notices have one of their own.
  func pack() throws -> String {
    let number = try register { try present(try Int.fetchOne($0, sql: "SELECT min(segment) FROM package_file")) }
    return pack(number)
  }

  func pack(_ number: Int) -> String { "\(store)/packs/\(String(String(10_000_000_000 + number).dropFirst())).pack" }

  /// The one file that is not in a pack.
  func object() throws -> String {
    let folder = try present(try names(in: store).first { $0.count == 2 })
    return "\(store)/\(folder)/" + (try present(try names(in: "\(store)/\(folder)").first))
  }

  /// The first notice.
  func notice() throws -> String { "\(new)/" + (try present(try names(in: new).first)) }

  /// Where a package of one file was claimed to, and the octets that it had there: those of the first record.
  func acceptedClaim() throws -> (path: String, octets: Data) {
    let row = try register {
      try present(
        try Row.fetchOne(
          $0,
          sql: """
            SELECT p.claim, f.size FROM package p JOIN package_file f ON f.package = p.id
            WHERE f.segment_offset = 48
            """))
    }
    let size: Int = row[1]
    return ("\(claims)/\(row[0] as String)", try Data(contentsOf: URL(filePath: pack()))[48..<48 + size])
  }
}

/// Turns one bit.
func flip(_ path: String, at offset: Int) throws {
  var octets = try Data(contentsOf: URL(filePath: path))
  octets[offset] ^= 1
  try octets.write(to: URL(filePath: path))
}

func truncate(_ path: String) throws {
  try Data(contentsOf: URL(filePath: path)).dropLast(100).write(to: URL(filePath: path))
}

func append(_ octets: Data, to path: String) throws {
  try (Data(contentsOf: URL(filePath: path)) + octets).write(to: URL(filePath: path))
}

/// Something that happens to a root, and what a check must say of it: these codes and no others.
struct Harm: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let codes: Set<String>
  /// Part of a place that must be named.
  let place: String?
  let make: @Sendable (ProgramRoot) throws -> Void

  private init(
    _ description: String, _ codes: Set<String>, place: String? = nil,
    make: @escaping @Sendable (ProgramRoot) throws -> Void
  ) {
    testDescription = description
    self.codes = codes
    self.place = place
    self.make = make
  }

  private init(_ description: String, _ codes: Set<String>, place: String? = nil, sql: String) {
    self.init(description, codes, place: place) { try $0.intrude(sql) }
  }

  static let all = store + claims + register + outbox

  private static let claim = "01M82DZCBZNB27XJ60XR7GAFXZ~x.xml"

  // MARK: Bytes

  private static let store = [
    Harm("an octet of a record is another one", ["STORED_FILE_ALTERED"], place: "PACK at 48") {
      try flip($0.pack(), at: 48 + 10)
    },
    Harm("an octet of a record's header is another one", ["STORED_FILE_ALTERED"], place: "at 48") {
      try flip($0.pack(), at: 20)
    },
    Harm("a segment ends too early", ["STORED_FILE_MISSING"]) { try truncate($0.pack()) },
    Harm("a segment is gone", ["STORED_FILE_MISSING"]) { try FileManager.default.removeItem(atPath: $0.pack()) },
    Harm("a segment ends in a torn write", ["PACK_TAIL_TORN"]) { try append(Data("CIPK".utf8), to: $0.pack()) },
    Harm("a segment ends in zeros", ["PACK_TAIL_TORN"]) { try append(Data(count: 4096), to: $0.pack()) },
    Harm("a segment holds records that no row names", ["PACK_RECORDS_UNNAMED"], place: "PACK") {
      try append(Data(contentsOf: URL(filePath: $0.pack())), to: $0.pack())
    },
    Harm("a segment that no row names", ["PACK_RECORDS_UNNAMED"], place: "0000000007.pack") {
      try FileManager.default.copyItem(atPath: $0.pack(), toPath: "\($0.store)/packs/0000000007.pack")
    },
    Harm("an object is shorter", ["STORED_FILE_ALTERED"]) { try truncate($0.object()) },
    Harm("an octet of an object is another one", ["STORED_FILE_ALTERED"]) { try flip($0.object(), at: 7) },
    Harm("an object is gone", ["STORED_FILE_MISSING"]) { try FileManager.default.removeItem(atPath: $0.object()) },
    Harm("a link lies in an object's place", ["STORED_FILE_ALTERED"]) { root in
      let object = try root.object()
      try FileManager.default.moveItem(atPath: object, toPath: root.surroundings.path + "/object")
      #expect(symlink(root.surroundings.path + "/object", object) == 0)
    },
    Harm("an object that no row names", ["OBJECT_UNNAMED"]) { root in
      let name = String(repeating: "ab", count: 32)
      try FileManager.default.createDirectory(atPath: "\(root.store)/ab", withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(filePath: "\(root.store)/ab/\(name)"))
    },
    Harm("a copy that a stopped run left", ["STORE_TEMPORARY"], place: "store/tmp/copy-1") {
      try Data("x".utf8).write(to: URL(filePath: "\($0.store)/tmp/copy-1"))
    },
    Harm("strangers among what is ours", ["STRANGER"], place: "state/mine") { root in
      for name in ["mine", "store/mine", "store/packs/mine", "store/packs/1.pack"] {
        try Data("x".utf8).write(to: URL(filePath: "\(root.path)/state/\(name)"))
      }
    },
  ]

  // MARK: Claims and quarantine

  private static let claims = [
    Harm("a claim of an accepted package", ["CLAIM_ACCEPTED"]) { root in
      let (claim, octets) = try root.acceptedClaim()
      try octets.write(to: URL(filePath: claim))
    },
    Harm("a claim that nobody knows", ["CLAIM_WAITING"], place: claim) {
      try Data("<a/>".utf8).write(to: URL(filePath: "\($0.claims)/\(claim)"))
    },
    Harm("a stranger among the claims", ["STRANGER"], place: ".claims/integrators/mine") {
      try Data("<a/>".utf8).write(to: URL(filePath: "\($0.claims)/mine"))
    },
    Harm("what was put into quarantine is gone", ["QUARANTINE_MISSING"], place: "quarantine/") { root in
      for name in try names(in: root.quarantine) { #expect(unlink("\(root.quarantine)/\(name)") == 0) }
    },
    Harm("something in quarantine that the register does not know", ["QUARANTINE_UNKNOWN"], place: claim) {
      try Data("<a/>".utf8).write(to: URL(filePath: "\($0.quarantine)/\(claim)"))
    },
    Harm("a stranger in quarantine", ["STRANGER"], place: "quarantine/mine") {
      try Data("<a/>".utf8).write(to: URL(filePath: "\($0.quarantine)/mine"))
    },
  ]

  // MARK: The register

  private static let register = [
    Harm("the register is gone", ["REGISTER_MISSING"], place: "state/register.db") {
      try FileManager.default.removeItem(atPath: "\($0.path)/state/register.db")
    },
    Harm("the register is no database", ["REGISTER_DAMAGED"]) {
      try Data("no database".utf8).write(to: URL(filePath: "\($0.path)/state/register.db"))
    },
    Harm("another program's database", ["REGISTER_DAMAGED"], sql: "PRAGMA application_id = 7"),
    Harm("pages of the register are damaged", ["REGISTER_DAMAGED"], place: "state/register.db") { root in
      let path = "\(root.path)/state/register.db"
      var octets = try Data(contentsOf: URL(filePath: path))
      for page in stride(from: octets.count / 2 / 4096 * 4096, to: octets.count, by: 4096) {
        octets.replaceSubrange(page..<page + 64, with: Data(repeating: 0xA5, count: 64))
      }
      try octets.write(to: URL(filePath: path))
    },
    Harm("the register has no write-ahead log", ["REGISTER_JOURNAL"]) { root in
      let queue = try DatabaseQueue(path: "\(root.path)/state/register.db")
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
    },
    Harm("a trigger is gone", ["REGISTER_SCHEMA"], place: "trigger event_no_delete") { root in
      let queue = try DatabaseQueue(path: "\(root.path)/state/register.db")
      try queue.write { try $0.execute(sql: "DROP TRIGGER event_no_delete; CREATE TABLE mine (a)") }
      try queue.close()
    },
    Harm(
      "an entry's title is another one", ["CHAIN_BROKEN", "SEARCH_TEXT"], place: "entry 050/",
      sql: "UPDATE register_entry SET title = 'x' WHERE id = 2"),
    Harm("a document of an entry is gone", ["CHAIN_BROKEN"], sql: "DELETE FROM entry_document WHERE entry = 1"),
    Harm("a payment of an entry is free again", ["CHAIN_BROKEN"], sql: "DELETE FROM payment_use WHERE entry = 1"),
    Harm(
      "an entry in the middle is gone",
      ["CHAIN_BROKEN", "NUMBER_GAP", "ROW_REFERENCE", "BUSINESS_KEY", "LOG_BROKEN", "STALE_VIEW"],
      sql: "DELETE FROM register_entry WHERE id = 2"),
    // The chain alone would not miss its last link.
    Harm(
      "the last entry is gone", ["COUNTER_WRONG", "ROW_REFERENCE", "BUSINESS_KEY", "LOG_BROKEN", "STALE_VIEW"],
      sql: "DELETE FROM register_entry WHERE id = 3"),
    Harm("counters are other ones", ["COUNTER_WRONG"], place: "050/", sql: "UPDATE counter SET last = 7"),
    Harm(
      "a counter of nobody", ["COUNTER_WRONG"], place: "999/2026", sql: "INSERT INTO counter VALUES ('999', 2026, 1)"),
    Harm(
      "an item is gone", ["ITEM_COUNT", "ROW_REFERENCE", "LOG_BROKEN"], place: "package ",
      sql: "DELETE FROM item WHERE state = 'REJECTED'"),
    Harm(
      "an entry is another item's", ["ENTRY_AND_ITEM", "LOG_BROKEN"],
      sql: "UPDATE item SET content_sha256 = zeroblob(32) WHERE entry = 1"),
    Harm("a business key is free again", ["BUSINESS_KEY"], sql: "DELETE FROM business_key WHERE entry = 1"),
    Harm(
      "an arrival is gone from the log", ["ACCEPTANCE_EVENT", "LOG_BROKEN"],
      sql: "DELETE FROM event WHERE kind = 'SubmissionAcceptance' AND package = 1"),
    Harm(
      "a package's hash is another one", ["PACKAGE_HASH", "LOG_BROKEN"],
      sql: "UPDATE package SET sha256 = zeroblob(32) WHERE original_name = 'd.xml'"),
    Harm(
      "the row of a stored file is gone", ["PACKAGE_HASH", "PACK_RECORDS_UNNAMED", "QUARANTINE_MISSING"],
      sql: "DELETE FROM package_file WHERE name = 'd.xml'"),
    Harm(
      "a value that nobody wrote", ["ROW_UNREADABLE"],
      sql: "UPDATE register_entry SET disposition = 'x' WHERE id = 1"),
    Harm(
      "a correction that nobody made", ["CORRECTION"], place: "entry 050/",
      sql: "INSERT INTO entry_correction VALUES (1, 1, 'title', NULL, NULL, 'x', 'A', 'B')"),
    Harm("a party's case is gone from its page", ["STALE_VIEW"], place: "party_case", sql: "DELETE FROM party_case"),
    Harm("search reads other words", ["SEARCH_TEXT"], sql: "UPDATE register_entry SET folded_title = 'x' WHERE id = 1"),
  ]

  // MARK: Outbox

  private static let outbox = [
    Harm(
      "a notice was never promised", ["NOTICE_NOT_PROMISED", "NOTICE_UNKNOWN"],
      sql: "DELETE FROM outbox WHERE id = 1"),
    Harm("the octets of a notice are other ones", ["STORED_FILE_ALTERED"], place: ".pack at ") { root in
      let place = try root.register {
        try present(try Row.fetchOne($0, sql: "SELECT segment, segment_offset FROM notice WHERE id = 1"))
      }
      try flip(root.pack(place[0]), at: place[1])
    },
    Harm(
      "the octets of a notice that an earlier version kept are other ones",
      ["NOTICE_ROW_ALTERED", "PACK_RECORDS_UNNAMED"],
      sql: "UPDATE notice SET octets = x'00', segment = NULL, segment_offset = NULL, size = NULL WHERE id = 1"),
    Harm("a notice was taken away", ["NOTICE_TAKEN"], place: "outbox/integrators") {
      try FileManager.default.removeItem(atPath: $0.notice())
    },
    Harm("a notice was acknowledged", []) { root in
      let notice = try root.notice()
      try FileManager.default.moveItem(
        atPath: notice, toPath: notice.replacing("/new/", with: "/ack/"))
    },
    Harm("a notice in its folder is another one", ["NOTICE_DIFFERS"]) { try flip($0.notice(), at: 100) },
    Harm(
      "a notice is not known to be delivered", ["NOTICE_NOT_DELIVERED"],
      sql: "UPDATE outbox SET delivered_at = NULL WHERE id = 1"),
    Harm("a notice is not written yet", ["NOTICE_NOT_RENDERED"]) { root in
      try root.intrude("UPDATE outbox SET delivered_at = NULL, notice = NULL WHERE id = 1")
      let name = try present(try names(in: root.new).first { $0.contains("-000000001-") })
      try FileManager.default.removeItem(atPath: "\(root.new)/\(name)")
    },
    Harm("a notice that the register does not know", ["NOTICE_UNKNOWN"], place: "-000000099-") {
      try Data("x".utf8).write(to: URL(filePath: "\($0.new)/20260504T100000-000000099-registered.xml"))
    },
    Harm("a notice that a stopped run left", ["NOTICE_TEMPORARY"]) {
      try Data("x".utf8).write(to: URL(filePath: "\($0.path)/outbox/integrators/tmp/x.xml"))
    },
    Harm("strangers in the outbox", ["STRANGER"], place: "new/mine") { root in
      for name in ["mine", "integrators/mine", "integrators/new/mine", "integrators/ack/theirs"] {
        try Data("x".utf8).write(to: URL(filePath: "\(root.path)/outbox/\(name)"))
      }
    },
  ]
}

import Crypto
import Filing
import FilingStore
import Testing
import XMLSignature

@testable import Intake

struct NoticeRendererTests {
  @Test("every kind of notice follows the published schema", arguments: NoticeKind.allCases)
  func schema(kind: NoticeKind) throws {
    let notice = try NoticeFixture.rendered(NoticeFixture.matter(of: kind))
    #expect(try ReadNotice(notice.octets).faults == [])
  }

  @Test("a notice of an item in a batch follows the schema, too, and names the item", arguments: NoticeKind.allCases)
  func batchItem(kind: NoticeKind) throws {
    guard let state = ItemState(rawValue: kind.rawValue.uppercased()) else { return }
    let outcome = NoticeFixture.outcome(
      state, findings: [NoticeFixture.paidShort], item: "doc-2", draft: NoticeFixture.draft(message: "batch-1#doc-2"))
    let notice = try NoticeFixture.rendered(
      NoticeFixture.matter(outcome, package: NoticeFixture.package(kind: .scanBatch, items: 3)))
    let read = try ReadNotice(notice.octets)
    #expect(read.faults == [])
    #expect(try read.value(of: "Item") == "doc-2")
    #expect(try read.text(in: .azerbaijani).contains("Toplu paketdəki sənəd: doc-2 (sıra nömrəsi 2, cəmi 3)\n"))
    #expect(try read.text(in: .english).contains("Document of the batch: doc-2 (no. 2 of 3)\n"))
    if state != .quarantined { #expect(try read.value(of: "MessageId") == "batch-1") }
  }

  @Test("the receipt in a registered notice stands alone and follows its own schema")
  func receipt() throws {
    let notice = try NoticeFixture.rendered(NoticeFixture.matter(of: .registered))
    let whole = String(decoding: notice.octets, as: UTF8.self)
    let start = try #require(whole.firstRange(of: "<Receipt ")).lowerBound
    let end = try #require(whole.firstRange(of: "</Receipt>")).upperBound
    let receipt = try ReadNotice(Array(whole[start..<end].utf8), by: .receipt)
    #expect(receipt.faults == [])
    #expect(receipt.tree.name(of: receipt.tree.root).local == "Receipt")
  }

  @Test("what a notice proves stands in it, follows a schema of its own, and is the same whoever reads it")
  func evidence() throws {
    let notice = try NoticeFixture.rendered(NoticeFixture.matter(of: .registered))
    let whole = String(decoding: notice.octets, as: UTF8.self)
    let start = try #require(whole.firstRange(of: "<Evidence ")).lowerBound
    let end = try #require(whole.firstRange(of: "</Evidence>")).upperBound
    let evidence = try ReadNotice(Array(whole[start..<end].utf8), by: .evidence)
    #expect(evidence.faults == [])
    #expect(whole.contains("<Previous notice=\"N-000000122-received\""))
    #expect(whole.contains("entry 1000003 of the court's log"))
  }

  @Test("a witness is told a head, and nothing of anybody's filing")
  func head() throws {
    let notice = try NoticeFixture.rendered(NoticeFixture.matter(of: .head))
    let whole = String(decoding: notice.octets, as: UTF8.self)
    #expect(!whole.contains("<About>") && !whole.contains("paket") && !whole.contains("integrator"))
    #expect(whole.contains("<Consistency size=\"900\""))
    #expect(notice.fileName == "20260504T100005-000000123-head.xml")
  }

  @Test("only a registered notice holds a receipt", arguments: NoticeKind.allCases)
  func receiptOfRegistered(kind: NoticeKind) throws {
    let read = try ReadNotice(NoticeFixture.rendered(NoticeFixture.matter(of: kind)).octets)
    let receipts = read.tree.elements("Receipt", "urn:court-intake:receipt:1", in: read.tree.root)
    #expect(receipts.count == (kind == .registered ? 1 : 0))
  }

  @Test("the schemas refuse a notice that lacks what they promise")
  func schemaRefuses() throws {
    let notice = try NoticeFixture.rendered(NoticeFixture.matter(of: .rejected))
    let maimed = String(decoding: notice.octets, as: UTF8.self).replacing(" kind=\"rejected\"", with: "")
    #expect(try ReadNotice(Array(maimed.utf8)).faults.map(\.kind) == [.missingAttribute(name: "kind")])
  }

  @Test("the same matter gives the same name, id and octets", arguments: NoticeKind.allCases)
  func deterministic(kind: NoticeKind) throws {
    let first = try NoticeFixture.rendered(NoticeFixture.matter(of: kind))
    let second = try NoticeFixture.rendered(NoticeFixture.matter(of: kind))
    #expect(first.fileName == second.fileName)
    #expect(first.octets == second.octets)
    #expect(first.hash == second.hash)
    #expect(first.hash == ContentHash(bytes: SHA256.hash(data: first.octets)))
    let read = try ReadNotice(first.octets)
    #expect(read.tree.attribute("Id", of: read.tree.root) == "N-000000123-\(kind.rawValue)")
  }

  @Test("the file name sorts by the time that the notice tells of")
  func fileName() throws {
    #expect(
      try NoticeFixture.rendered(NoticeFixture.matter(of: .received)).fileName
        == "20260504T100000-000000123-received.xml")
    #expect(
      try NoticeFixture.rendered(NoticeFixture.matter(of: .quarantined)).fileName
        == "20260504T100005-000000123-quarantined.xml")
  }

  @Test("each finding stands there with code, severity, place, arguments and both languages")
  func findings() throws {
    let read = try ReadNotice(NoticeFixture.rendered(NoticeFixture.matter(of: .rejected)).octets)
    let findings = read.tree.descendants("Finding", ReadNotice.namespace, of: read.tree.root)
    #expect(
      findings.map { read.tree.attribute("code", of: $0) } == ["FEE_PAID_SHORT", "PAYMENT_DATE_STALE"])
    #expect(findings.map { read.tree.attribute("severity", of: $0) } == ["error", "warning"])
    #expect(findings.map { read.tree.attribute("line", of: $0) } == ["61", "66"])
    #expect(findings.map { read.tree.attribute("file", of: $0) } == [nil, "submission.xml"])
    let arguments = read.tree.elements("Argument", ReadNotice.namespace, in: findings[1])
    #expect(arguments.map { read.tree.text(of: $0) } == ["2025-01-01", "2026-05-04"])
    #expect(try read.value(of: "Remedy").hasPrefix("Çatışmayan 40.00 AZN-i ödəyin"))
  }

  @Test("a court that is not in the directory is named by its code")
  func unknownCourt() throws {
    let notice = NoticeRenderer().render(NoticeFixture.matter(of: .registered), evidence: nil, reference: nil)
    let read = try ReadNotice(notice.octets)
    #expect(read.faults == [])
    #expect(try read.text(in: .english).contains("\nCourt: 103\n"))
  }

  @Test("a registered notice of a small filing stays below 9 KB, with its proofs in a log of a million entries")
  func size() throws {
    #expect(try NoticeFixture.rendered(NoticeFixture.matter(of: .registered)).octets.count < 9_000)
  }

  @Test("a notice tells nobody the numbers of a third party")
  func privacy() throws {
    let notice = try NoticeFixture.rendered(NoticeFixture.matter(of: .registered))
    let whole = String(decoding: notice.octets, as: UTF8.self)
    #expect(!whole.contains("7XYZ789") && !whole.contains("Quliyev") && !whole.contains("416973"))
  }
}

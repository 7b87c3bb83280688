import FilingStore
import Testing

@testable import Intake

@Test func zprint() throws {
  for k in NoticeKind.allCases {
    let n = try NoticeFixture.rendered(NoticeFixture.matter(of: k)); print("=====", k, n.octets.count);
    print(String(decoding: n.octets, as: UTF8.self))
    for l in ["az"] { _ = l }
  }
  let o = NoticeFixture.outcome(
    .rejected, findings: [NoticeFixture.paidShort], item: "doc-2", draft: NoticeFixture.draft(message: "batch-1#doc-2"))
  print(
    String(
      decoding: try NoticeFixture.rendered(
        NoticeFixture.matter(o, package: NoticeFixture.package(kind: .scanBatch, items: 3))
      ).octets, as: UTF8.self))
}

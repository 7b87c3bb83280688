import Filing
import Foundation
import Intake
import XMLSignature

/// What a trust folder holds, as the command prints it.
struct TrustReport {
  private let folder: TrustFolder
  private let time: Date

  init(_ folder: TrustFolder, at time: Date) {
    self.folder = folder
    self.time = time
  }

  var table: String {
    guard !folder.entries.isEmpty else { return "Nothing: nobody is trusted." }
    var table = TextTable([
      ("Kind", nil), ("Subject", 44), ("Issuer", 36), ("Valid", nil), ("SHA-256", 23), ("File", nil),
    ])
    for entry in folder.entries {
      switch entry.content {
      case .certificate(let certificate):
        table.add([
          entry.kind.rawValue, certificate.subject.text,
          certificate.isSelfIssued ? "itself" : certificate.issuer.text,
          "\(day(certificate.notBefore)) to \(day(certificate.notAfter))\(state(of: certificate))",
          ContentHash(sha256Of: certificate.encoded).hexadecimal, entry.file,
        ])
      case .list(let list):
        table.add([
          entry.kind.rawValue, "", list.issuer.text,
          "\(day(list.thisUpdate)) to \(list.nextUpdate.map(day) ?? "?")\(isStale(list) ? ", out of date" : "")", "",
          entry.file,
        ])
      }
    }
    return table.text
  }

  var json: String {
    folder.entries.map { entry in
      var fields: [(String, JSONValue)] = [("kind", .string(entry.kind.rawValue)), ("file", .string(entry.file))]
      switch entry.content {
      case .certificate(let certificate):
        fields += [
          ("subject", .string(certificate.subject.text)), ("issuer", .string(certificate.issuer.text)),
          ("serialNumber", .string(certificate.serialNumberText)),
          ("notBefore", .string(certificate.notBefore.formatted(.iso8601))),
          ("notAfter", .string(certificate.notAfter.formatted(.iso8601))),
          ("sha256", .string(ContentHash(sha256Of: certificate.encoded).hexadecimal)),
        ]
      case .list(let list):
        fields += [
          ("issuer", .string(list.issuer.text)), ("thisUpdate", .string(list.thisUpdate.formatted(.iso8601))),
          ("nextUpdate", JSONValue(list.nextUpdate?.formatted(.iso8601))), ("isStale", .bool(isStale(list))),
        ]
      }
      return JSONValue.object(fields).line
    }.joined(separator: "\n")
  }

  private func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
  private func isStale(_ list: RevocationList) -> Bool { list.nextUpdate.map { $0 < time } ?? false }

  private func state(of certificate: CertificateRecord) -> String {
    if certificate.notAfter < time { return ", expired" }
    return certificate.notBefore > time ? ", not yet" : ""
  }

  static func text(of review: TrustReview) -> String {
    guard !review.notices.isEmpty else { return "Nothing to note." }
    return review.notices.map { notice in
      "\(notice.code.blocks ? "BLOCKS" : "note  ")  \(notice.code.rawValue)  \(notice.text)"
        + (notice.file.map { "  (\($0))" } ?? "")
    }.joined(separator: "\n")
  }

  static func json(of review: TrustReview) -> String {
    review.notices.map { notice in
      JSONValue.object([
        ("code", .string(notice.code.rawValue)), ("blocks", .bool(notice.code.blocks)),
        ("file", JSONValue(notice.file)),
        ("text", .string(notice.text)),
      ]).line
    }.joined(separator: "\n")
  }
}

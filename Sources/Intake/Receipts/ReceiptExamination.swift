package import Filing
import FilingStore
package import XMLSignature

/// Examines a notice without the court: the seal, the proofs in the log, and whether both bear out what the notice says.
package struct ReceiptExamination: Sendable {
  package let proof: NoticeProof
  package let statements: [ReceiptStatement]

  package var isProven: Bool { statements.allSatisfy { $0.standing == .proven } }
  package var isRefuted: Bool { statements.contains { $0.standing == .refuted } }

  /// - Parameters:
  ///   - proof: The notice.
  ///   - seal: What the validation of its signatures came to.
  ///   - package: The hash of the package that its holder sent, where it is to be compared.
  ///   - previous: The notice's hash that its holder had before, where it is to be compared.
  package init(
    of proof: NoticeProof, seal: ValidationReport, package: ContentHash? = nil, previous: ContentHash? = nil
  ) {
    self.proof = proof
    var statements = [Self.statement(on: seal)]
    if proof.kind == .head {
      statements.append(Self.statement(onHead: proof))
    } else {
      statements += Self.statements(onLeavesOf: proof)
      if let package { statements.append(Self.statement(on: package, in: proof)) }
    }
    if let previous { statements.append(Self.statement(on: previous, before: proof)) }
    self.statements = statements
  }

  // MARK: Seal

  private static func statement(on report: ValidationReport) -> ReceiptStatement {
    guard let signature = report.signatures.first else {
      return ReceiptStatement(
        .seal, .open, az: "Bildirişdə məhkəmənin möhürü yoxdur: onu kimin yazdığı sübut olunmur.",
        en: "The notice bears no seal of the court: who wrote it is not proven.")
    }
    let signer = signature.signer?.subject.text ?? "?"
    switch report.verdict {
    case .passed:
      return ReceiptStatement(
        .seal, .proven,
        az: "Bildirişi \(signer) möhürləyib, ondan sonra heç nə dəyişdirilməyib.",
        en: "The notice was sealed by \(signer), and nothing in it was changed since.")
    case .failed:
      return ReceiptStatement(
        .seal, .refuted,
        az:
          "Möhür etibarsızdır: bildiriş möhürləndikdən sonra dəyişdirilib və ya möhür məhkəmənin deyil. Ətraflı: `court-intake verify`.",
        en:
          "The seal is not valid: the notice was changed after it was sealed, or the seal is not the court's. `court-intake verify` tells more."
      )
    case .indeterminate:
      return ReceiptStatement(
        .seal, .open,
        az:
          "Bildirişi \(signer) adı ilə möhürləyiblər; bunun məhkəmə olduğu sübut olunmur. Məhkəmənin sertifikatını --certificate ilə göstərin.",
        en:
          "The notice is sealed in the name of \(signer); that this is the court is not proven. Give the court's certificate with --certificate."
      )
    }
  }

  // MARK: Log

  private static func statements(onLeavesOf proof: NoticeProof) -> [ReceiptStatement] {
    let size = proof.head.size
    guard (1...2).contains(proof.leaves.count), proof.leaves.allSatisfy(\.isProven),
      proof.leaves.last?.facts["index"] == String(size - 1)
    else {
      return [
        ReceiptStatement(
          .log, .refuted, az: "Sübutlar jurnalın kökünə aparmır: bildiriş saxtadır və ya zədələnib.",
          en: "The proofs do not lead to the root of the log: the notice is forged or damaged.")
      ]
    }
    return [
      ReceiptStatement(
        .log, .proven,
        az:
          "Məhkəmə jurnalının \(size) qeydi var idi, kök \(proof.head.root.hexadecimal); aşağıdakılar bu jurnaldadır.",
        en:
          "The court's log had \(size) entries with the root \(proof.head.root.hexadecimal), and what follows stands in it."
      ),
      arrival(proof), event(proof),
    ]
  }

  private static func arrival(_ proof: NoticeProof) -> ReceiptStatement {
    let (facts, said) = (proof.leaves[0].facts, proof.said)
    let at = facts.time
    let agrees =
      facts["event"] == NoticeKind.received.toldEvent && facts["sha256"] == said.hash
      && facts["channel"] == said.channel
      && facts["form"] == said.form && facts["size"] == said.size
      && facts["name"].map({ NoticeOctets.shown($0) }) == said.package && at?.description == said.receivedAt
    guard agrees, let at, let name = facts["name"], let hash = facts["sha256"] else {
      return ReceiptStatement(
        .arrival, .refuted, az: "Paketin daxil olması barədə bildirişdə yazılan jurnaldakından fərqlidir.",
        en: "What the notice says of the package's arrival is not what the log has.")
    }
    let local = CourtCalendar.baku.local(of: at)
    return ReceiptStatement(
      .arrival, .proven,
      az: "\(name) adlı paket (SHA-256 \(hash)) məhkəməyə \(own: local) (Asia/Baku) tarixində daxil olub.",
      en: "The package \(name) (SHA-256 \(hash)) arrived at the court at \(own: local) (Asia/Baku).")
  }

  private static func event(_ proof: NoticeProof) -> ReceiptStatement {
    let refuted = ReceiptStatement(
      .event, .refuted, az: "Bildirişdə deyilən nəticə jurnaldakından fərqlidir.",
      en: "What the notice says became of it is not what the log has.")
    guard let facts = proof.leaves.last?.facts, let at = facts.time,
      facts["sha256"] == proof.leaves[0].facts["sha256"], facts["package"] == proof.leaves[0].facts["package"],
      let event = facts["event"], event == proof.kind.toldEvent, at.description == proof.headTime.utc
    else { return refuted }
    let said = proof.said
    let local = CourtCalendar.baku.local(of: at)
    switch proof.kind {
    case .registered:
      guard let number = facts["number"], number == said.number, facts["entry-hash"] == said.entryHash,
        at.description == said.decidedAt
      else { return refuted }
      return ReceiptStatement(
        .event, .proven,
        az:
          "Müraciət \(own: local) tarixində \(number) nömrəsi ilə qeydiyyata alınıb (reyestrdə qeyd № \(facts["entry"] ?? "")).",
        en:
          "The filing was registered under \(number) at \(own: local), as entry \(facts["entry"] ?? "") of the register."
      )
    case .rejected, .quarantined, .duplicate, .conflict, .recorded:
      guard facts.all("finding") == said.findings, at.description == said.decidedAt else { return refuted }
      let codes = said.findings.joined(separator: ", ")
      return ReceiptStatement(
        .event, .proven, az: "Qərar (\(event)) \(own: local) tarixində verilib; qeydlər: \(codes).",
        en: "The decision (\(event)) was taken at \(own: local); findings: \(codes).")
    case .corrected:
      let names = ["number", "field", "participant", "document", "was", "value", "person", "reason"]
      guard names.allSatisfy({ facts[$0].map { NoticeOctets.shown($0) } == said.correction[$0] }),
        let number = facts["number"],
        let field = facts["field"], let value = facts["value"]
      else { return refuted }
      return ReceiptStatement(
        .event, .proven,
        az: "Reyestrdə \(number) nömrəli qeyd \(own: local) tarixində düzəldilib: \(field) indi belədir: \(value).",
        en: "Entry \(number) of the register was corrected at \(own: local): its \(field) is now \(value).")
    default:
      return ReceiptStatement(
        .event, .proven, az: "Hadisə (\(event)) jurnala \(own: local) tarixində yazılıb.",
        en: "The event (\(event)) was written to the log at \(own: local).")
    }
  }

  private static func statement(onHead proof: NoticeProof) -> ReceiptStatement {
    let size = proof.head.size
    guard let consistency = proof.consistency else {
      return ReceiptStatement(
        .consistency, .proven, az: "Bu, jurnalın ilk vəziyyətidir: \(size) qeyd, kök \(proof.head.root.hexadecimal).",
        en: "This is the log's first head: \(size) entries, root \(proof.head.root.hexadecimal).")
    }
    return consistency.isProven
      ? ReceiptStatement(
        .consistency, .proven,
        az: "\(size) qeydlik jurnal əvvəlki \(consistency.earlier.size) qeydi dəyişmədən davam etdirir.",
        en: "The log of \(size) entries holds the \(consistency.earlier.size) of the head before, unchanged.")
      : ReceiptStatement(
        .consistency, .refuted, az: "Jurnal əvvəlki vəziyyəti davam etdirmir: əvvəlki qeydlər dəyişdirilib.",
        en: "The log does not go on from the head before: earlier entries were changed.")
  }

  // MARK: What its holder has

  private static func statement(on package: ContentHash, in proof: NoticeProof) -> ReceiptStatement {
    proof.leaves.first?.facts["sha256"] == package.hexadecimal
      ? ReceiptStatement(
        .package, .proven, az: "Göstərdiyiniz paket məhkəməyə daxil olan paketdir, bayt-bayt.",
        en: "The package that you gave is the one that arrived, octet by octet.")
      : ReceiptStatement(
        .package, .refuted,
        az: "Göstərdiyiniz paket məhkəməyə daxil olan paket deyil (SHA-256 \(package.hexadecimal)).",
        en: "The package that you gave is not the one that arrived (its SHA-256 is \(package.hexadecimal)).")
  }

  private static func statement(on previous: ContentHash, before proof: NoticeProof) -> ReceiptStatement {
    guard let named = proof.previous else {
      return ReceiptStatement(
        .previous, .refuted, az: "Bu bildirişdən əvvəl başqa bildiriş olmayıb.",
        en: "There was no notice before this one.")
    }
    return named.hash == previous
      ? ReceiptStatement(
        .previous, .proven, az: "Əvvəlki bildiriş (\(named.notice)) göstərdiyiniz fayldır.",
        en: "The notice before this one (\(named.notice)) is the one that you gave.")
      : ReceiptStatement(
        .previous, .refuted, az: "Göstərdiyiniz fayl əvvəlki bildiriş (\(named.notice)) deyil.",
        en: "The file that you gave is not the notice before this one (\(named.notice)).")
  }
}

extension LeafFacts {
  fileprivate var time: Instant? { self["at"].flatMap { Int64($0) }.map { Instant(milliseconds: $0) } }
}

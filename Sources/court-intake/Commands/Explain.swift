import ArgumentParser
import Filing
import Intake
import XMLSignature

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what a finding code means, and what to do about it.",
    discussion: "Without a code it lists them all. {words} in braces stand for values of the filing.")

  @Argument(help: "A code such as FEE_PAID_SHORT.", completion: .list(FindingCode.allCases.map(\.rawValue)))
  var code: String?

  @Flag(help: "As JSON, one object a line.")
  var json = false

  func run() async throws {
    guard let code else { return list(FindingCode.allCases) }
    guard let found = FindingCode(rawValue: code.uppercased()) else {
      StandardError.write("There is no finding code \"\(code)\". `court-intake explain` lists them all.")
      throw ExitCode(64)
    }
    if json { list([found]) } else { explain(found) }
  }

  private func explain(_ code: FindingCode) {
    let entry = FindingCatalogue.entry(for: code)
    print("\(code.rawValue)   \(entry.severity.rawValue)\(entry.overridable ? ", a clerk may override it" : "")")
    for text in [entry.azerbaijani, entry.english] {
      print("\n\(text.title)\n  \(text.cause)\n  → \(text.remedy)")
    }
  }

  private func list(_ codes: [FindingCode]) {
    if json {
      for code in codes {
        let entry = FindingCatalogue.entry(for: code)
        func text(_ text: FindingCatalogue.Text) -> JSONValue {
          ["title": .string(text.title), "cause": .string(text.cause), "remedy": .string(text.remedy)]
        }
        let line: JSONValue = [
          "code": .string(code.rawValue), "severity": .string(entry.severity.rawValue),
          "overridable": .bool(entry.overridable), "az": text(entry.azerbaijani), "en": text(entry.english),
        ]
        print(line.line)
      }
      return
    }
    var table = TextTable([("Code", nil), ("Severity", nil), ("Meaning", 70)])
    for code in codes {
      let entry = FindingCatalogue.entry(for: code)
      table.add([code.rawValue, entry.severity.rawValue, entry.english.title])
    }
    print(table.text)
  }
}

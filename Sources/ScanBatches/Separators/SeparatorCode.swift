package import Filing

/// What stands in the code of a separator sheet: which sheet of a printed series it is, and to which case the document
/// after it belongs.
///
/// As text: `CI42:K7QD:003-012:2.103.417.2026:LETTER`, with two check digits by ISO 7064 over all of it.
package struct SeparatorCode: Sendable, Hashable {
  /// Of the print run. No sheet of another run is taken for the next one.
  package let series: String
  /// From 1 to `total`.
  package let number: Int
  package let total: Int
  package let caseNumber: CaseNumber
  package let documentType: String

  package static let seriesLength = 4
  package static let mostSheets = 999
  private static let seriesLetters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  package init(series: String, number: Int, total: Int, caseNumber: CaseNumber, documentType: String) {
    (self.series, self.number, self.total) = (series, number, total)
    (self.caseNumber, self.documentType) = (caseNumber, documentType)
  }

  /// Nil unless every character is as it was printed, as far as the check digits can tell.
  package init?(_ text: String) {
    guard Self.isOurs(text), let checked = Self.checkable(text), CheckDigits.areRight(in: checked) else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].count == 4, parts[1].count == Self.seriesLength else { return nil }
    let sheet = parts[2].split(separator: "-").map { Int($0) }
    let number = parts[3].split(separator: ".")
    guard sheet.count == 2, let position = sheet[0], let total = sheet[1], (1...max(1, total)).contains(position),
      number.count == 4, let caseNumber = CaseNumber("\(number[0])(\(number[1]))-\(number[2])/\(number[3])"),
      let type = DocumentTypes.type(for: parts[4].lowercased())
    else { return nil }
    self.init(
      series: String(parts[1]), number: position, total: total, caseNumber: caseNumber, documentType: type.code)
  }

  /// Whether a code on a page means to be one of ours, readable or not.
  package static func isOurs(_ text: String) -> Bool {
    text.utf8.count > 12 && text.hasPrefix("CI") && text.dropFirst(4).first == ":"
  }

  package var text: String {
    let number = caseNumber
    let rest =
      ":\(series):\(Self.padded(self.number))-\(Self.padded(total)):"
      + "\(number.kind).\(number.court.text).\(number.sequence).\(number.year):\(documentType.uppercased())"
    guard let checked = Self.checkable(rest), let digits = CheckDigits.digits(prefix: "CI", rest: checked) else {
      preconditionFailure("codes of document types are letters and hyphens")
    }
    return "CI\(digits)\(rest)"
  }

  package static func randomSeries() -> String {
    String((0..<seriesLength).map { _ in seriesLetters[Int.random(in: seriesLetters.indices)] })
  }

  /// The check digits are reckoned from digits and capitals, so that marks stand for letters.
  private static func checkable(_ text: String) -> String? {
    var result = ""
    for character in text {
      switch character {
      case ":": result += "X"
      case ".": result += "Y"
      case "-": result += "Z"
      case "0"..."9", "A"..."Z": result.append(character)
      default: return nil
      }
    }
    return result
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}

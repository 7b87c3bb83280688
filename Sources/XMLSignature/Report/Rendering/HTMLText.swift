/// Text of an HTML page while it is written: everything but our own markup is escaped, whatever it says.
package struct HTMLText {
  package private(set) var text = ""
  package let reader: ReportReader

  package init(for reader: ReportReader) { self.reader = reader }

  package mutating func markup(_ markup: StaticString) { text += markup.description }

  /// In a style element everything up to its end is style, and ours has no markup.
  package mutating func style(_ sheet: String) { text += sheet }

  /// - Parameter attributes: Such as `class="x"`; their values are ours.
  package mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ content: (inout HTMLText) -> Void
  ) {
    begin(name, attributes)
    text += ">"
    content(&self)
    text += "</\(name)>\n"
  }

  /// An element that has no content and no end, such as `img`.
  package mutating func empty(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    begin(name, attributes)
    text += "/>\n"
  }

  private mutating func begin(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    text += "<\(name)"
    for (attribute, value) in attributes { text += " \(attribute)=\"\(Self.escaped(value))\"" }
  }

  package mutating func element(_ name: StaticString, _ sentence: ReportSentence) { element(name, [:], sentence) }

  package mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ sentence: ReportSentence
  ) {
    element(name, attributes) { $0.append(sentence) }
  }

  package mutating func append(words: String) { text += Self.escaped(words) }

  /// Values stand in isolation, so that one that is written from right to left moves nothing around it.
  package mutating func append(_ sentence: ReportSentence) {
    for piece in sentence.pieces {
      switch piece {
      case .words(let words): append(words: words)
      case .value(let value): text += "<bdi>\(Self.escaped(ShownText.plain(reader.mask(value))))</bdi>"
      }
    }
  }

  private static func escaped(_ words: String) -> String {
    var text = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

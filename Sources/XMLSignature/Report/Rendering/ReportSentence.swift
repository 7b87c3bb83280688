/// Words of ours with values of senders in them, kept apart until they are written: only the values need escaping, and
/// none can be forgotten. In an interpolation everything is a value unless it is marked as ours.
package struct ReportSentence: Sendable, Hashable, ExpressibleByStringInterpolation {
  package enum Piece: Sendable, Hashable {
    case words(String)
    case value(String)
  }

  package private(set) var pieces: [Piece]

  package init(words: String) { pieces = [.words(words)] }
  package init(value: String) { pieces = [.value(value)] }
  package init(stringLiteral value: String) { self.init(words: value) }
  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  package static func + (left: ReportSentence, right: ReportSentence) -> ReportSentence {
    var sum = left
    sum.pieces += right.pieces
    return sum
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.words(literal)) }
    }

    package mutating func appendInterpolation(_ value: String) { pieces.append(.value(value)) }
    package mutating func appendInterpolation(own words: String) { pieces.append(.words(words)) }
    package mutating func appendInterpolation(_ number: Int) { pieces.append(.words(String(number))) }
    package mutating func appendInterpolation(_ sentence: ReportSentence) { pieces += sentence.pieces }
  }

  /// As plain text, values escaped.
  package func plain(for reader: ReportReader) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .value(let value): ShownText.plain(reader.mask(value))
      }
    }.joined()
  }
}

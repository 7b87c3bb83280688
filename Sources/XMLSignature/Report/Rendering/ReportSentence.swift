/// Words of ours with values of senders in them, kept apart until they are written: only the values need escaping, and
/// none can be forgotten. In an interpolation everything is a value unless it is marked as ours.
struct ReportSentence: Sendable, Hashable, ExpressibleByStringInterpolation {
  enum Piece: Sendable, Hashable {
    case words(String)
    case value(String)
  }

  private(set) var pieces: [Piece]

  init(words: String) { pieces = [.words(words)] }
  init(value: String) { pieces = [.value(value)] }
  init(stringLiteral value: String) { self.init(words: value) }
  init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  static func + (left: ReportSentence, right: ReportSentence) -> ReportSentence {
    var sum = left
    sum.pieces += right.pieces
    return sum
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.words(literal)) }
    }

    mutating func appendInterpolation(_ value: String) { pieces.append(.value(value)) }
    mutating func appendInterpolation(own words: String) { pieces.append(.words(words)) }
    mutating func appendInterpolation(_ number: Int) { pieces.append(.words(String(number))) }
    mutating func appendInterpolation(_ sentence: ReportSentence) { pieces += sentence.pieces }
  }

  /// As plain text, values escaped.
  func plain(for reader: ReportReader) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .value(let value): ShownText.plain(reader.mask(value))
      }
    }.joined()
  }
}

/// A line with those below it, drawn as a tree. Long lines are broken between words.
struct TextBranch {
  private static let width = 110

  let text: String
  /// Stands under the text, before the branches.
  var note: String?
  var branches: [TextBranch]

  init(_ text: String, note: String? = nil, branches: [TextBranch] = []) {
    self.text = text
    self.note = note
    self.branches = branches
  }

  var lines: [String] { lines(width: Self.width) }

  private func lines(width: Int) -> [String] {
    var lines = Self.broken(text, width: width)
    let stem = branches.isEmpty ? "  " : "│ "
    lines = lines.prefix(1) + lines.dropFirst().map { stem + $0 }
    if let note { lines += Self.broken(note, width: width).map { stem + $0 } }
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      let inner = branch.lines(width: max(40, width - 3))
      lines.append((isLast ? "└─ " : "├─ ") + inner[0])
      lines += inner.dropFirst().map { (isLast ? "   " : "│  ") + $0 }
    }
    return lines
  }

  /// Never empty. A word that is longer than a line keeps whole: people copy digests.
  private static func broken(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let wordLength = word.count
      if length > 0, length + 1 + wordLength > width {
        lines.append(line)
        line = String(word)
        length = wordLength
      } else {
        line += (length > 0 || !line.isEmpty ? " " : "") + word
        length = line.count
      }
    }
    return lines + [line]
  }
}

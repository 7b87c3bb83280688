/// Why a decision cannot be carried out; nothing was changed.
package enum DecisionObstacle: Error, Sendable, Hashable {
  case unknown(document: String, known: [String])
  /// It was sent: it stands in the register, or the intake decides about it.
  case sent(document: String)
  case setAside(document: String)
  /// Its pages cannot be taken apart, because they could not be counted.
  case withoutPages(document: String)
  case pageNotInIt(PagePlace, document: String)
  /// Nothing would be left before it, or after it.
  case nothingLeft(PagePlace, document: String)
  case withItself
}

extension [FoundDocument] {
  /// Carries out what a person decided.
  ///
  /// - Parameter sent: Ids of documents that nothing can be decided about any more.
  package mutating func carryOut(_ decision: StackDecision, sent: Set<String> = []) throws(DecisionObstacle) {
    switch decision.act {
    case .correct(let id, let statement):
      let index = try place(of: id, sent)
      self[index].take(statement)
      self[index].decisions.append(decision)
    case .split(let id, let page, let isSheet, let rest):
      try split(at: place(of: id, sent), before: page, isSheet: isSheet, rest, decision)
    case .join(let id, let next):
      guard id != next else { throw .withItself }
      let (first, second) = (try place(of: id, sent), try place(of: next, sent))
      for document in [self[first], self[second]] where document.parts.isEmpty {
        throw .withoutPages(document: document.id)
      }
      self[first].content = .pages(self[first].parts + self[second].parts)
      self[first].statedPages = nil
      self[first].doubt = nil
      self[first].decisions += self[second].decisions + [decision]
      remove(at: second)
    case .setAside(let id):
      let index = try place(of: id, sent)
      self[index].isSetAside = true
      self[index].decisions.append(decision)
    }
  }

  private func place(of id: String, _ sent: Set<String>) throws(DecisionObstacle) -> Int {
    guard let index = firstIndex(where: { $0.id == id }) else {
      throw .unknown(document: id, known: filter { !$0.isSetAside && !sent.contains($0.id) }.map(\.id))
    }
    if sent.contains(id) { throw .sent(document: id) }
    if self[index].isSetAside { throw .setAside(document: id) }
    return index
  }

  private mutating func split(
    at index: Int, before page: PagePlace, isSheet: Bool, _ rest: StackDecision.Statement, _ decision: StackDecision
  ) throws(DecisionObstacle) {
    let document = self[index]
    guard case .pages(let parts) = document.content else { throw .withoutPages(document: document.id) }
    guard let cut = parts.firstIndex(where: { $0.file == page.file && $0.pages.contains(page.page) }) else {
      throw .pageNotInIt(page, document: document.id)
    }
    let (before, after) = parts[cut].cut(before: page.page, leavingItOut: isSheet)
    let (first, second) = (parts[..<cut] + before, after + parts[(cut + 1)...])
    guard !first.isEmpty, !second.isEmpty else { throw .nothingLeft(page, document: document.id) }
    self[index].content = .pages([FilePages](first))
    self[index].statedPages = nil
    self[index].doubt = nil
    self[index].decisions.append(decision)
    var new = FoundDocument(
      id: freeID("\(document.id)/\(page.text)"), source: .clerk, content: .pages([FilePages](second)),
      documentType: document.documentType)
    new.take(rest)
    new.decisions = [decision]
    insert(new, at: index + 1)
  }

  private func freeID(_ id: String) -> String {
    contains { $0.id == id } ? freeID(id + "+") : id
  }
}

extension FoundDocument {
  /// What a person looked at is in doubt no more.
  fileprivate mutating func take(_ statement: StackDecision.Statement) {
    if let number = statement.caseNumber { caseNumber = number }
    if let type = statement.documentType { documentType = type }
    if let text = statement.title { title = text.isEmpty ? nil : text }
    if let pages = statement.pages { statedPages = pages }
    doubt = nil
    source = .clerk
  }
}

extension FilePages {
  fileprivate func cut(before page: Int, leavingItOut: Bool) -> (before: [FilePages], after: [FilePages]) {
    func stretch(_ first: Int, _ last: Int) -> [FilePages] {
      first <= last ? [FilePages(file: file, pages: first...last)] : []
    }
    return (
      stretch(pages.lowerBound, page - 1), stretch(leavingItOut ? page + 1 : page, pages.upperBound)
    )
  }
}

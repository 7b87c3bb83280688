import ArgumentParser
import FilingStore
import Foundation
import Intake

/// What a person asks of the desk. It is done here, or by the service that works on the root: the request is then one line
/// to it, and the answer says how the program ends.
struct DeskRequest: Codable, Sendable {
  enum Task: Codable, Sendable {
    case accept(item: String, person: String, reason: String)
    case refuse(item: String, person: String, reason: String)
    /// Nil for all.
    case retryItems(String?)
    case release(entry: Int64, person: String, reason: String)
    case discard(entry: Int64, person: String, reason: String)
    case retryNotices([Int64])
    case reissue([Int64])
    case showCabinet(userName: String, person: String, reason: String)
    case showDispatch(item: String, onlyMissed: Bool, person: String, reason: String)
    /// `before` is the registration number at which the page before ended.
    case search(words: String, before: String?, limit: Int, person: String, reason: String)
    case searchTexts(words: String, limit: Int, person: String, reason: String)
    case listEntries(EntryQuestion, person: String, reason: String)
    case showEntry(number: String, person: String, reason: String)
    case listAccesses(AccessQuestion, person: String, reason: String)
    case correct(CorrectionRequest, person: String, reason: String)
  }

  let task: Task
  /// As it was written, for what is printed.
  let root: String
  let isJSON: Bool

  /// What is printed.
  /// - Throws: ``Failure`` for what was not done.
  func perform() async throws -> String {
    do {
      return try await RootSession.open(root).atDesk { try await perform(at: $0) }
    } catch let busy as Failure where busy.code == .temporary {
      guard let answer = try ControlSocket.ask(try line, of: Root.open(at: root)) else {
        throw Failure(
          message: """
            Another court-intake works on \(root) and takes no requests. \
            Try again when it has finished: what was decided is never decided twice.
            """, code: .temporary)
      }
      return try Reply(parsing: answer).printed()
    }
  }

  func perform(at desk: ClerkDesk) async throws -> String {
    let report = DeskReport(root: root, isJSON: isJSON, opened: desk.root, queries: desk.queries)
    switch task {
    case .accept(let item, let person, let reason):
      let (item, statement) = (try reference(item), try ClerkStatement(person: person, reason: reason))
      return try report.text(try await desk.accept(item, by: statement), on: item)
    case .refuse(let item, let person, let reason):
      let (item, statement) = (try reference(item), try ClerkStatement(person: person, reason: reason))
      return try report.text(try await desk.refuse(item, by: statement), on: item)
    case .retryItems(let item):
      let item = try item.map(reference)
      return try report.text(due: try desk.retryDeferred(item), askedFor: item)
    case .release(let entry, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      return try report.text(try desk.release(PackageID(entry), by: statement), on: PackageID(entry))
    case .discard(let entry, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      return try report.text(try desk.discard(PackageID(entry), by: statement), on: PackageID(entry))
    case .retryNotices(let notices):
      var answers: [ClerkDesk.NoticeAnswer] = []
      for notice in notices { answers.append(try await desk.retry(IntentID(notice))) }
      return try report.text(answers)
    case .showCabinet(let userName, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      guard let view = try desk.show(cabinet: userName, by: statement) else {
        throw Failure(message: "There is no cabinet \"\(TextTable.visible(userName))\" in this register.", code: .data)
      }
      return isJSON ? CabinetReport.json(view).line : CabinetReport.text(view)
    case .showDispatch(let item, let onlyMissed, let person, let reason):
      let (item, statement) = (try reference(item), try ClerkStatement(person: person, reason: reason))
      guard let dispatch = try desk.show(dispatch: item, by: statement) else {
        throw Failure(message: "\(item) is no dispatch of this register.", code: .data)
      }
      let report = DispatchReport(dispatch: dispatch, onlyMissed: onlyMissed)
      return isJSON ? report.json.line : report.text
    case .search(let words, let before, let limit, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      let last = try before.map { try number($0, in: desk.queries) }
      return EntryReport.list(
        try desk.search(words, before: last, limit: limit, by: statement), json: isJSON)
    case .searchTexts(let words, let limit, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      guard let texts = try TextStore.existing(at: desk.root.textsPath) else {
        throw Failure(
          message: "No texts were made in this root yet: court-intake texts --root \(root)", code: .unavailable)
      }
      return TextReport.list(try desk.search(texts: texts, for: words, limit: limit, by: statement), json: isJSON)
    case .listEntries(let question, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      return EntryReport.list(
        try desk.entries(question.filter, limit: question.limit, by: statement), json: isJSON)
    case .showEntry(let number, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      guard let view = try RegistrationNumber(number).flatMap({ try desk.show($0, by: statement) }) else {
        throw Failure(message: "There is no entry \(TextTable.visible(number)) in this register.", code: .data)
      }
      return isJSON ? EntryReport.json(view).line : EntryReport.text(view)
    case .listAccesses(let question, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      let accesses = try desk.accesses(
        question.filter, before: question.before ?? .max, limit: question.limit, by: statement)
      return isJSON ? accesses.map { AccessReport.json($0).line }.joined(separator: "\n") : AccessReport.text(accesses)
    case .correct(let request, let person, let reason):
      let statement = try ClerkStatement(person: person, reason: reason)
      let ruling = try await desk.correct(request.number, to: request.value, by: statement)
      return try CorrectionReport(root: root, isJSON: isJSON).text(ruling, on: request.number)
    case .reissue(let notices): return try report.text(try notices.map { try desk.reissue(IntentID($0)) })
    }
  }

  private func number(_ text: String, in queries: RegisterQueries) throws -> EntryID {
    guard let entry = try RegistrationNumber(text).flatMap({ try queries.entry(numbered: $0) }) else {
      throw Failure(message: "There is no entry \(TextTable.visible(text)) in this register.", code: .data)
    }
    return entry.id
  }

  private func reference(_ text: String) throws -> ItemReference {
    guard let reference = ItemReference(text) else {
      throw Failure(message: "\"\(text)\" is no item. Write it as 42.1.", code: ExitCode(64))
    }
    return reference
  }
}

// MARK: Between the command and the service

extension DeskRequest {
  private static let prefix = "desk "

  private var line: String {
    get throws { Self.prefix + String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  /// Nil for a line that asks for something else.
  init?(line: String) {
    guard line.hasPrefix(Self.prefix),
      let request = try? JSONDecoder().decode(Self.self, from: Data(line.dropFirst(Self.prefix.count).utf8))
    else { return nil }
    self = request
  }

  /// Does it in the service, and says what the command is to print.
  func reply(at desk: ClerkDesk) async -> String {
    do {
      return Reply(code: 0, text: try await perform(at: desk)).message
    } catch {
      let failure = Failure(error) ?? Failure(message: "court-intake: \(error)", code: .internalFault)
      return Reply(code: failure.code.rawValue, text: failure.message).message
    }
  }

  /// A line with the exit code, then what is printed.
  private struct Reply {
    let code: Int32
    let text: String

    var message: String { "\(code)\n\(text)" }

    init(code: Int32, text: String) {
      self.code = code
      self.text = text
    }

    init(parsing answer: String) throws {
      let parts = answer.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let code = Int32(parts[0]) else { throw ScanAnswer.notUnderstood }
      self.init(code: code, text: String(parts[1]))
    }

    func printed() throws -> String {
      guard code == 0 else { throw Failure(message: text, code: ExitCode(code)) }
      return text
    }
  }
}

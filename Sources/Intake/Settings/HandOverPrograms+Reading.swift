extension HandOverPrograms {
  /// For all recipients that are not named. No folder can be called so.
  private static let everyone = "*"

  /// Recipients with their programs.
  init(_ value: YAMLValue) {
    self.init()
    for (name, value) in value.named ?? [] {
      guard name == Self.everyone || FolderLabel(name) != nil else {
        value.report(.valueInvalid(name, .channelName))
        continue
      }
      guard let program = Program(value) else { continue }
      if name == Self.everyone { everyone = program } else { byRecipient[name] = program }
    }
  }
}

extension HandOverPrograms.Program {
  fileprivate init?(_ value: YAMLValue) {
    guard let section = value.section(keys: ["program", "timeLimit"]) else { return nil }
    guard let words = section.required("program")?.list?.map({ $0.text }) else { return nil }
    let arguments = words.compactMap(\.self)
    guard let path = arguments.first, path.hasPrefix("/"), arguments.count == words.count,
      !arguments.contains(where: { $0.contains("\0") })
    else {
      section.optional("program")?.report(.valueInvalid(arguments.first ?? "[]", .programPath))
      return nil
    }
    self.init(arguments: arguments)
    let range: ClosedRange<Duration> = .seconds(1)...(.seconds(3600))
    let limit = section.optional("timeLimit")?.read(as: .duration(range)) { text in
      DurationText.duration(text).flatMap { range.contains($0) ? $0 : nil }
    }
    if let limit { timeLimit = limit }
  }
}

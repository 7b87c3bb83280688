extension VirusScanSettings {
  /// Nil, with a defect, where it does not say which scanner.
  init?(_ value: YAMLValue) {
    guard let section = value.section(keys: ["socket", "largest", "timeLimit"]) else { return nil }
    let socket = section.required("socket")?.read(as: .socketPath) { text in
      text.hasPrefix("/") && !text.hasSuffix("/") && text.utf8.count <= Self.longestSocket ? text : nil
    }
    let sizes: ClosedRange<Int64> = 1...1 << 32
    let largest = section.optional("largest")?.read(as: .size(sizes)) { text in
      SizeText.octets(text).flatMap { sizes.contains($0) ? $0 : nil }
    }
    let times: ClosedRange<Duration> = .milliseconds(10)...(.seconds(600))
    let timeLimit = section.optional("timeLimit")?.read(as: .duration(times)) { text in
      DurationText.duration(text).flatMap { times.contains($0) ? $0 : nil }
    }
    guard let socket else { return nil }
    self.init(socket: socket)
    if let largest { self.largest = largest }
    if let timeLimit { self.timeLimit = timeLimit }
  }
}

import Foundation

extension RevocationSettings {
  private static let keys: Set = ["sources", "useCertificateAddresses", "timeLimit", "whenAway"]

  /// What is left out has its default.
  init(_ value: YAMLValue) {
    self.init()
    guard let section = value.section(keys: Self.keys) else { return }
    let range: ClosedRange<Duration> = .milliseconds(10)...(.seconds(300))
    sources = (section.optional("sources")?.list ?? []).compactMap(Source.init)
    useCertificateAddresses = section.flag("useCertificateAddresses")
    let limit = section.optional("timeLimit")?.read(as: .duration(range)) { text in
      DurationText.duration(text).flatMap { range.contains($0) ? $0 : nil }
    }
    if let limit { timeLimit = limit }
    if let choice = section.optional("whenAway")?.choice(of: WhenAway.self) { whenAway = choice }
  }
}

extension RevocationSettings.Source {
  fileprivate init?(_ value: YAMLValue) {
    guard let section = value.section(keys: ["kind", "address"]) else { return nil }
    let kind = section.required("kind")?.choice(of: RevocationSettings.Kind.self)
    let address = section.required("address")?.read(as: .address) { URL(webAddress: $0) }
    guard let kind, let address else { return nil }
    self.init(kind: kind, address: address)
  }
}

extension URL {
  /// An address that can be asked: http or https, with a host, and nothing that would give a password away.
  init?(webAddress text: String) {
    guard let components = URLComponents(string: text), ["http", "https"].contains(components.scheme?.lowercased()),
      let host = components.host, !host.isEmpty, components.user == nil, components.password == nil,
      components.fragment == nil, let url = components.url
    else { return nil }
    self = url
  }
}

extension Rule {
  /// A channel with listed senders takes filings from these alone, by the number that their certificate proves.
  static let senderAllowed = Rule("sender-allowed") { item in
    guard !item.channel.senders.isEmpty, let signer = item.filingSigner?.identity ?? item.cabinetHolder?.signer
    else { return [] }
    let numbers = [signer.fin?.text, signer.voen?.text].compactMap(\.self)
    guard item.channel.senders.isDisjoint(with: numbers) else { return [] }
    return [Finding(.senderNotAllowed, at: item.location, ["channel": item.channel.name, "signer": signer.label])]
  }
}

/// Which virus scanner is given every document, and what may be asked of it.
package struct VirusScanSettings: Sendable, Hashable {
  /// Where clamd listens: its `LocalSocket`.
  package let socket: String
  /// Its `StreamMaxLength`, in octets: what is larger is not sent to it.
  package var largest: Int64 = 25 << 20
  /// For one document, from connecting to the last octet of the answer.
  package var timeLimit: Duration = .seconds(60)

  package init(socket: String) { self.socket = socket }

  /// What fits into `sockaddr_un`, in octets.
  static let longestSocket = 107
}

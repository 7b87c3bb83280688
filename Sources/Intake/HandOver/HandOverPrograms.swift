/// The programs that notices are handed over to, by recipient.
package struct HandOverPrograms: Sendable, Hashable {
  package struct Program: Sendable, Hashable {
    /// The path of the program and what stands before the notice's path and id. Never a line for a shell.
    package var arguments: [String]
    package var timeLimit: Duration

    package init(arguments: [String], timeLimit: Duration = .seconds(60)) {
      self.arguments = arguments
      self.timeLimit = timeLimit
    }
  }

  package var byRecipient: [String: Program] = [:]
  /// For all others.
  package var everyone: Program?

  package init() {}

  package subscript(recipient: String) -> Program? { byRecipient[recipient] ?? everyone }

  package var isEmpty: Bool { byRecipient.isEmpty && everyone == nil }
}

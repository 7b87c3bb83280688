package import FilingStore

/// A package of which every item has been judged by itself. What depends on other filings is decided on registration.
package struct Decided: Sendable {
  package let received: Received
  package let package: DecidedPackage
  /// What it took to come here.
  var times = StageTimes()

  init(received: Received, package: DecidedPackage) {
    self.received = received
    self.package = package
  }
}

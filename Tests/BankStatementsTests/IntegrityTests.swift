import BankStatements
import TestSupport
import Testing

/// Whatever happens to the octets of a message, nothing of its money changes without a defect.
@Suite struct IntegrityTests {
  /// What an entry comes to, references and names aside: they are not proven by anything inside a message.
  private struct Sum: Hashable {
    let amount: BankAmount
    let direction: BankEntry.Direction
    let status: BankEntry.Status
    let isReversal: Bool
    let parts: [BankAmount?]

    init(_ entry: BankEntry) {
      (amount, direction, status, isReversal) = (entry.amount, entry.direction, entry.status, entry.isReversal)
      parts = entry.transactions.map(\.amount)
    }
  }

  @Test(arguments: [2, 8])
  func aCutMessageIsNeverUsable(version: Int) throws {
    let octets = Array(Message(version: version).xml.utf8)
    for length in stride(from: 0, to: octets.count - 1, by: 97) {
      let read = try ReadStatement(octets[..<length])
      #expect(!read.reading.isUsable, "\(length)")
    }
    // Nor is one that lacks its last octets.
    for length in octets.count - 40..<octets.count {
      #expect(try !ReadStatement(octets[..<length]).reading.isUsable, "\(length)")
    }
  }

  @Test(arguments: [2, 8])
  func aChangedOctetChangesNoMoneyUnseen(version: Int) throws {
    let octets = Array(Message(version: version).xml.utf8)
    let sums = try ReadStatement(octets).entries.map(Sum.init)
    var random = SeededGenerator(seed: 54)
    for _ in 0..<4000 {
      var changed = octets
      let place = Int.random(in: octets.indices, using: &random)
      changed[place] ^= UInt8.random(in: 1...255, using: &random)
      let read = try ReadStatement(changed)
      let isUnseen = read.reading.isComplete && read.entries.allSatisfy(\.defects.isEmpty)
      if isUnseen { #expect(read.entries.map(Sum.init) == sums, "\(place): \(changed[place])") }
    }
  }

  @Test func manyChangesNeverCrashTheReader() throws {
    var random = SeededGenerator(seed: 53)
    let octets = Array(Message(version: 13).xml.utf8)
    for _ in 0..<1000 {
      var changed = octets
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let place = Int.random(in: changed.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
        case 1: changed.remove(at: place)
        default:
          changed.insert(contentsOf: changed[place...].prefix(Int.random(in: 1...200, using: &random)), at: place)
        }
      }
      let read = try ReadStatement(changed)
      #expect(read.reading.entries == read.entries.count)
    }
  }
}

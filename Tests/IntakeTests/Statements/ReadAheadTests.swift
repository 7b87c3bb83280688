import Foundation
import Synchronization
import Testing

@testable import Intake

@Suite("Reading ahead") struct ReadAheadTests {
  private struct Broken: Error, Equatable {}

  private final class Reader: Sendable {
    let hasEnded = Atomic(false)
  }

  @Test("every part is taken in its order", arguments: [0, 1, 127, 128, 129, 10_000])
  func order(count: Int) throws {
    var taken: [Int] = []
    let reading = ReadAhead<Int, String> { body in
      for number in 0..<count { try body(number) }
      return "read"
    }
    #expect(try reading.run { taken.append($0) } == "read")
    #expect(taken == Array(0..<count))
  }

  @Test("what the reader throws is thrown when what it handed over before was taken")
  func readerFails() {
    var taken = 0
    let reading = ReadAhead<Int, Void> { body in
      for number in 0..<1000 { try body(number) }
      throw Broken()
    }
    #expect(throws: Broken()) { try reading.run { _ in taken += 1 } }
    #expect(taken >= 896)
  }

  @Test("what the taker throws ends the reader, although it never would by itself")
  func takerFails() throws {
    let reader = Reader()
    let reading = ReadAhead<Int, Void> { body in
      defer { reader.hasEnded.store(true, ordering: .releasing) }
      while true { try body(1) }
    }
    #expect(throws: Broken()) { try reading.run { _ in throw Broken() } }
    let hasEnded = reader.hasEnded.load(ordering: .acquiring)
    #expect(hasEnded)
  }
}

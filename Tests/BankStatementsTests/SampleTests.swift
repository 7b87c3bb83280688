import BankStatements
import Foundation
import Testing

/// The samples that Tests/SampleMaker/statements.py makes: the shapes of published statements, with what must be found in them.
@Suite struct SampleTests {
  struct Expected: Decodable, Equatable {
    struct Statement: Decodable, Equatable {
      var id: String?
      var messageID: String?
      var account: String
      var copy: String?
      var isOnePageOfMany: Bool
      var entries: [Entry]
    }
    struct Entry: Decodable, Equatable {
      var amount: Int64
      var currency, direction, status: String
      var reversal: Bool
      var booked, value, reference, servicerReference: String?
      var batch: Int?
      var transactions: [Transaction]
    }
    struct Transaction: Decodable, Equatable {
      var amount: Int64?
      var currency, direction, servicerReference, instruction, endToEnd, uetr, transactionID: String?
      var references, lines: [String]
      var debtor: String?
      var debtorIDs: [String]
      var account, bic, ultimateDebtor: String?
    }
    var statements: [Statement]
    var remarks: [String]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")

  static var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "xml" }.map { $0.deletingPathExtension().lastPathComponent }.sorted()
    }
  }

  @Test func thereAreSamples() throws { #expect(try Self.names.count == 15) }

  @Test(arguments: try names)
  func aSampleReadsAsItsMakerSays(name: String) throws {
    let xml = try Data(contentsOf: Self.folder.appending(path: "\(name).xml"))
    let answer = try Data(contentsOf: Self.folder.appending(path: "\(name).json"))
    let expected = try JSONDecoder().decode(Expected.self, from: answer)
    let read = try ReadStatement(xml)
    #expect(Self.described(read) == expected)
    #expect(read.reading.isComplete)
    #expect(read.defects.allSatisfy { $0.reach == .remark })
    // A remark stands at its entry too.
    #expect(read.entries.flatMap(\.defects) == read.defects)
  }

  /// A file and memory give the same, whatever the position of the descriptor.
  @Test(arguments: try names)
  func aSampleReadsTheSameFromAFile(name: String) throws {
    let file = try FileHandle(forReadingFrom: Self.folder.appending(path: "\(name).xml"))
    defer { try? file.close() }
    let inMemory = try ReadStatement(try #require(try file.readToEnd()))
    var entries: [BankEntry] = []
    let reading = try StatementReader().read(StatementOctets(descriptor: file.fileDescriptor)) {
      if case .entry(let entry) = $0 { entries.append(entry) }
    }
    #expect(entries == inMemory.entries)
    #expect(reading.defects == inMemory.defects)
  }

  private static func described(_ read: ReadStatement) -> Expected {
    Expected(
      statements: read.statements.map { statement in
        Expected.Statement(
          id: statement.id, messageID: statement.messageID, account: statement.account.text,
          copy: statement.copy?.rawValue, isOnePageOfMany: statement.isOnePageOfMany,
          entries: read.entries.filter { $0.statement == statement.ordinal }.map(described))
      },
      remarks: read.defects.map { String(String(describing: $0.kind).prefix { $0 != "(" }) })
  }

  private static func described(_ entry: BankEntry) -> Expected.Entry {
    Expected.Entry(
      amount: entry.amount.minorUnits, currency: entry.amount.currency.code, direction: entry.direction.rawValue,
      status: entry.status.rawValue, reversal: entry.isReversal, booked: entry.bookingDay?.description,
      value: entry.valueDay?.description, reference: entry.reference, servicerReference: entry.servicerReference,
      batch: entry.batchCount,
      transactions: entry.transactions.map { transaction in
        Expected.Transaction(
          amount: transaction.amount?.minorUnits, currency: transaction.amount?.currency.code,
          direction: transaction.direction?.rawValue, servicerReference: transaction.servicerReference,
          instruction: transaction.instructionID, endToEnd: transaction.endToEndID, uetr: transaction.uetr,
          transactionID: transaction.transactionID, references: transaction.creditorReferences,
          lines: transaction.unstructured, debtor: transaction.debtor?.name,
          debtorIDs: transaction.debtor?.identifiers ?? [], account: transaction.debtorAccount?.text,
          bic: transaction.debtorAgent?.bic, ultimateDebtor: transaction.ultimateDebtor?.name)
      })
  }
}

import BankStatements
import Glibc

// Reads one statement and says what it took:  statement-cost FILE
guard CommandLine.arguments.count == 2 else {
  print("statement-cost FILE")
  exit(64)
}
let descriptor = open(CommandLine.arguments[1], O_RDONLY)
guard descriptor >= 0 else {
  perror(CommandLine.arguments[1])
  exit(74)
}
var transactions = 0
let clock = ContinuousClock()
let start = clock.now
let reading = try StatementReader().read(StatementOctets(descriptor: descriptor)) { event in
  if case .entry(let entry) = event { transactions += entry.transactions.count }
}
let elapsed = clock.now - start
var usage = rusage()
getrusage(RUSAGE_SELF.rawValue, &usage)
print(
  "\(reading.entries) entries, \(transactions) transactions, \(reading.defects.count) defects, "
    + "usable: \(reading.isUsable), \(elapsed), \(usage.ru_maxrss >> 10) MB at most")

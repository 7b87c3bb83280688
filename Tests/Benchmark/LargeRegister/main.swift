import FilingStore
import Glibc

// Fills a register with so many packages, and says how fast that went and how large it is:  large-register FILE COUNT
guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[2]), count > 0 else {
  print("large-register FILE COUNT")
  exit(64)
}
let path = CommandLine.arguments[1]
let clock = ContinuousClock()
let start = clock.now
do {
  // When the store goes, all stands in the one file.
  var maker = RegisterMaker(store: try RegisterStore(path: path, digest: RegisterMaker.digest), count: count)
  // No more than a day brings, but large enough that syncs cost nothing.
  let portion = min(2000, max(count / 3650, 50))
  var done = 0
  while done < count {
    try maker.make(min(portion, count - done))
    done = min(done + portion, count)
    if done * 10 / count != max(done - portion, 0) * 10 / count { print("  \(done) packages, \(clock.now - start)") }
  }
  try maker.finish()
}
let elapsed = (clock.now - start) / .seconds(1)
var status = stat()
guard stat(path, &status) == 0 else {
  perror(path)
  exit(74)
}
print(
  "\(count) packages in \(Int(elapsed)) s, \(Int(Double(count) / elapsed)) a second; "
    + "\(status.st_size >> 20) MB, \(Int(status.st_size) / count) octets a package")

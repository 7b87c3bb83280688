import FilingStore
import Glibc

// Fills a register with so many packages, and says how fast that went and how large it is; or asks one what the views ask, and
// says how long its answers took:
//
//   large-register make FILE COUNT
//   large-register measure FILE ROUNDS
let arguments = CommandLine.arguments
guard arguments.count == 4, let amount = Int(arguments[3]), amount > 0, ["make", "measure"].contains(arguments[1])
else {
  print("large-register make FILE COUNT\nlarge-register measure FILE ROUNDS")
  exit(64)
}
if arguments[1] == "make" {
  try make(at: arguments[2], count: amount)
} else {
  var measurement = try Measurement(path: arguments[2])
  try measurement.run(rounds: amount)
  print(measurement.table)
}

func make(at path: String, count: Int) throws {
  let clock = ContinuousClock()
  let start = clock.now
  do {
    // When the store goes, all stands in the one file.
    var maker = RegisterMaker(
      store: try RegisterStore(path: path, pageCache: 4 << 20, digest: RegisterMaker.digest), count: count)
    // Enough that syncs cost nothing, and a day or a few of the ten years.
    let portion = min(10_000, max(count / 1000, 50))
    var done = 0
    while done < count {
      try maker.make(min(portion, count - done))
      done = min(done + portion, count)
      if done * 10 / count != (done - portion) * 10 / count { print("  \(done) packages, \(clock.now - start)") }
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
}

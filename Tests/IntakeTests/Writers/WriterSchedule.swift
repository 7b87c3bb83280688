import Foundation
import Glibc

/// One sender that writes one package into a channel as no sender should, step by step, by a schedule drawn from a seed.
struct WriterSchedule {
  /// How a sender goes about one file.
  enum Manner: CaseIterable {
    /// Little by little through one descriptor, which it keeps.
    case dripping
    /// Closes after each piece and opens the file again by its name, to append.
    case reopening
    /// Writes something else first, cuts it off, and begins anew.
    case truncating
    /// Reserves the whole length, and fills it from the start.
    case reserving
    /// Sets the time of change back after each piece.
    case backdating
    /// Writes another whole file first, and later renames the right one over it.
    case renamingOver
  }

  /// A file of the package, with its octets and what is said of them at last.
  struct File {
    let name: String
    let octets: [UInt8]
    let manner: Manner
  }

  private enum Step {
    case pause
    case act(() throws -> Void)
  }

  private var steps: [Step] = []
  /// Of each file, so that several steps share one.
  private final class Handle {
    var descriptor: Int32 = -1
    deinit { if descriptor >= 0 { close(descriptor) } }
  }

  /// - Parameters:
  ///   - path: Of the package: the file, or the folder that the files lie in.
  ///   - decoy: Another whole file, for who renames over it.
  ///   - longestPause: In steps; longer than settling takes.
  init(
    _ files: [File], at path: String, isFolder: Bool, decoy: [UInt8], longestPause: Int,
    random: inout some RandomNumberGenerator
  ) {
    if isFolder { steps.append(.act { mkdir(path, 0o755) }) }
    for file in files.shuffled(using: &random) {
      let place = isFolder ? "\(path)/\(file.name)" : path
      for step in Self.steps(for: file, at: place, decoy: decoy, random: &random) {
        steps.append(.act(step))
        if Int.random(in: 0..<3, using: &random) == 0 {
          steps += Array(repeating: .pause, count: Int.random(in: 1...longestPause, using: &random))
        }
      }
    }
    steps.reverse()
  }

  var isFinished: Bool { steps.isEmpty }

  /// Does the next thing, or pauses.
  mutating func step() throws {
    guard case .act(let act)? = steps.popLast() else { return }
    try act()
  }

  private static func steps(
    for file: File, at path: String, decoy: [UInt8], random: inout some RandomNumberGenerator
  ) -> [() throws -> Void] {
    let handle = Handle()
    let pieces = cut(file.octets, random: &random)
    func append(_ piece: ArraySlice<UInt8>) throws {
      if handle.descriptor < 0 { handle.descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644) }
      try put(piece, through: handle.descriptor)
    }
    func finish() {
      if handle.descriptor >= 0 { close(handle.descriptor) }
      handle.descriptor = -1
    }
    switch file.manner {
    case .dripping: return pieces.map { piece in { try append(piece) } } + [finish]
    case .reopening:
      return pieces.map { piece in
        {
          try append(piece)
          finish()
        }
      }
    case .backdating:
      return pieces.map { piece in
        {
          try append(piece)
          var times = [timespec(tv_sec: 1_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000, tv_nsec: 0)]
          futimens(handle.descriptor, &times)
          finish()
        }
      }
    case .truncating:
      let wrong = Array(decoy.prefix(decoy.count / 2))[...]
      return [{ try append(wrong) }, { ftruncate(handle.descriptor, 0) }]
        + pieces.map { piece in { try append(piece) } }
        + [finish]
    case .reserving:
      var offset = 0
      let places = pieces.map { piece in
        defer { offset += piece.count }
        return (piece, offset)
      }
      return [
        {
          handle.descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
          ftruncate(handle.descriptor, file.octets.count)
        }
      ]
        + places.map { piece, offset in
          {
            lseek(handle.descriptor, offset, SEEK_SET)
            try put(piece, through: handle.descriptor)
          }
        } + [finish]
    case .renamingOver:
      let beside = "\(path).part"
      return [
        { try Data(decoy).write(to: URL(filePath: path)) }, { try Data(file.octets).write(to: URL(filePath: beside)) },
        { rename(beside, path) },
      ]
    }
  }

  private static func cut(_ octets: [UInt8], random: inout some RandomNumberGenerator) -> [ArraySlice<UInt8>] {
    let count = Int.random(in: 1...6, using: &random)
    // Without what is white after the end of a document, it is whole.
    let end = (octets.lastIndex { !" \r\n".utf8.contains($0) } ?? 0) + 1
    // Now and then almost at the end.
    let borders = (0..<count - 1).map { _ in
      Int.random(in: 0..<4, using: &random) == 0
        ? max(0, end - Int.random(in: 1...4, using: &random)) : Int.random(in: 0..<end, using: &random)
    }.sorted()
    return zip([0] + borders, borders + [octets.count]).map { octets[$0..<$1] }
  }

  private static func put(_ piece: ArraySlice<UInt8>, through descriptor: Int32) throws {
    let written = piece.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    // The folder may have been taken away; then its sender sees an error, as it should.
    guard written == piece.count || descriptor < 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}

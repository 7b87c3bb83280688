import Crypto
import Filing

/// Reads and hashes what is stored, through one buffer.
final class OctetReader {
  private var chunk = [UInt8](repeating: 0, count: 1 << 20)
  private let meter: InspectionMeter

  init(meter: InspectionMeter) { self.meter = meter }

  /// SHA-256 of a stretch of a file; nil when the file ends before.
  func hash(_ file: OpenFile, at offset: Int64, size: Int64) throws(FileFailure) -> ContentHash? {
    var digest = SHA256()
    var position: Int64 = 0
    while position < size {
      let wanted = Int(min(Int64(chunk.count), size - position))
      var count = 0
      var failed: FileFailure?
      chunk.withUnsafeMutableBytes { buffer in
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
        do throws(FileFailure) {
          count = try file.read(into: part, at: offset + position)
          digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: part[..<count]))
        } catch {
          failed = error
        }
      }
      if let failed { throw failed }
      meter.count(octets: count)
      guard count == wanted else { return nil }
      position += Int64(count)
    }
    return ContentHash(digest.finalize())
  }
}

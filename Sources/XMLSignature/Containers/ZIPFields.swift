import Glibc

/// Little-endian fields of a record (APPNOTE 4.4). Offsets are those of fixed records whose length was checked.
struct ZIPFields {
  let octets: ArraySlice<UInt8>

  init(_ octets: ArraySlice<UInt8>) { self.octets = octets }
  init(_ octets: [UInt8]) { self.octets = octets[...] }

  var count: Int { octets.count }

  func uint16(_ offset: Int) -> UInt16 { UInt16(truncatingIfNeeded: integer(offset, 2)) }
  func uint32(_ offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: integer(offset, 4)) }
  func uint64(_ offset: Int) -> UInt64 { integer(offset, 8) }

  func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8> {
    octets[octets.startIndex + offset..<octets.startIndex + offset + count]
  }

  private func integer(_ offset: Int, _ width: Int) -> UInt64 {
    slice(offset, width).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension ByteSource {
  /// Octets of a range that lies within the source.
  func octets(in range: Range<Int>) throws(SourceFailure) -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < octets.count {
      // A closure would lose the typed error, so one piece at a time through a result.
      let outcome: Result<Int, SourceFailure> = octets.withUnsafeMutableBytes { buffer in
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
        do throws(SourceFailure) { return .success(try read(at: range.lowerBound + done, into: rest)) } catch {
          return .failure(error)
        }
      }
      let got = try outcome.get()
      guard got > 0 else { throw SourceFailure(operation: "read to the end", code: EIO) }
      done += got
    }
    return octets
  }
}

import Crypto
package import Filing

/// Copies files and hashes them on the way, through one buffer.
package struct FileTransfer {
  /// Which side failed: what is read may belong to a share that went away, what is written is ours.
  enum Failure: Error {
    case reading(FileFailure)
    case writing(FileFailure)

    var cause: FileFailure {
      switch self {
      case .reading(let failure), .writing(let failure): failure
      }
    }
  }

  /// In octets.
  private static let chunkSize = 1 << 20
  private lazy var chunk = [UInt8](repeating: 0, count: FileTransfer.chunkSize)

  package init() {}

  /// Copies what is there where it does not matter which side failed, and stops where it is longer than the limit.
  package mutating func copy(
    _ source: OpenFile, into copy: OpenFile, atMost limit: Int64
  ) throws(FileFailure) -> (hash: ContentHash, size: Int64) {
    do throws(Failure) {
      return try self.copy(source, to: copy, atMost: limit)
    } catch {
      throw error.cause
    }
  }

  /// Copies what is there, and stops where it is longer than it was.
  ///
  /// - Parameters:
  ///   - copy: Nil when only the hash is wanted.
  ///   - limit: In octets; at most one chunk more is read.
  mutating func copy(
    _ source: OpenFile, to copy: OpenFile?, atMost limit: Int64
  ) throws(Failure) -> (hash: ContentHash, size: Int64) {
    var digest = SHA256()
    var size: Int64 = 0
    while size <= limit {
      var result = Result<Int, Failure>.success(0)
      chunk.withUnsafeMutableBytes { buffer in
        result = Self.transfer(from: source, at: size, to: copy, through: buffer, &digest)
      }
      let count = try result.get()
      guard count > 0 else { break }
      size += Int64(count)
    }
    return (ContentHash(digest.finalize()), size)
  }

  private static func transfer(
    from source: OpenFile, at offset: Int64, to copy: OpenFile?, through buffer: UnsafeMutableRawBufferPointer,
    _ digest: inout SHA256
  ) -> Result<Int, Failure> {
    do throws(FileFailure) {
      let filled = UnsafeRawBufferPointer(rebasing: buffer[..<(try source.read(into: buffer, at: offset))])
      digest.update(bufferPointer: filled)
      do throws(FileFailure) {
        try copy?.write(filled)
      } catch {
        return .failure(.writing(error))
      }
      return .success(filled.count)
    } catch {
      return .failure(.reading(error))
    }
  }
}

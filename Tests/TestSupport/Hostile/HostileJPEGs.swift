import Filing

extension HostileScan {
  private static let whole = (try? ScanMaker.jpeg()) ?? []
  private static let end: [UInt8] = [0xFF, 0xD9]

  private static func broken(_ name: String, _ octets: [UInt8]) -> HostileScan {
    HostileScan(name, octets, .scanFileBroken, .scanPageUnreadable, .documentTruncated, .scanLimitExceeded)
  }

  private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0xFF, marker] + ScanMaker.number(content.count + 2, 2).reversed() + content
  }

  /// Where a segment of this kind begins (ITU-T T.81, B.1.1.4).
  private static func place(of marker: UInt8) -> Int {
    whole.indices.first { whole[$0...].starts(with: [0xFF, marker]) } ?? 0
  }

  /// The frame's header with other octets from a place in it on.
  private static func frame(_ name: String, at offset: Int, _ octets: [UInt8]) -> HostileScan {
    var copy = whole
    let start = place(of: 0xC0) + offset
    copy.replaceSubrange(start..<start + octets.count, with: octets)
    return broken(name, copy)
  }

  /// Codes of which there are more than fit (ITU-T T.81, C.2).
  private static let impossibleCodes: [UInt8] = {
    var copy = whole
    let start = place(of: 0xC4) + 5
    copy.replaceSubrange(start..<start + 8, with: [UInt8](repeating: 0xFF, count: 8))
    return copy
  }()

  private static func without(_ name: String, _ marker: UInt8) -> HostileScan {
    let start = place(of: marker)
    let length = Int(whole[start + 2]) << 8 | Int(whole[start + 3])
    return broken(name, Array(whole[..<start] + whole[(start + 2 + length)...]))
  }

  /// A progressive picture that is gone over again and again, each time from corner to corner.
  private static func scans(_ count: Int) -> [UInt8] {
    let size = ScanMaker.number(16_000, 2).reversed()
    var octets: [UInt8] = [0xFF, 0xD8] + segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
    octets += segment(0xC2, [8] + size + size + [1, 1, 0x11, 0])
    // One code, of two bits, that says that all blocks to come are empty.
    octets += segment(0xC4, [0x10, 0, 1] + [UInt8](repeating: 0, count: 14) + [0xE0])
    octets += segment(0xC4, [0, 0, 1] + [UInt8](repeating: 0, count: 14) + [0])
    for index in 0..<count { octets += segment(0xDA, [1, 1, 0, 1, 63, index == 0 ? 0x01 : 0x10]) + [0] }
    return octets + end
  }

  static let jpegs: [HostileScan] =
    whole.isEmpty
    ? []
    : [
      broken("cut-off.jpg", Array(whole.prefix(whole.count / 2))),
      broken("cut-off-and-ended.jpg", Array(whole.prefix(whole.count / 2)) + end),
      broken("no-picture.jpg", [0xFF, 0xD8] + segment(0xE0, [1, 1]) + end),
      broken("only-an-end.jpg", [0xFF, 0xD8] + end),
      broken("comments-alone.jpg", [0xFF, 0xD8] + (0..<2000).flatMap { _ in segment(0xFE, [0x41]) } + end),
      broken("segment-beyond-the-end.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 1, 1] + end),
      frame("huge.jpg", at: 5, [0xFF, 0xF0, 0xFF, 0xF0]),
      frame("height-of-nothing.jpg", at: 5, [0, 0]),
      frame("width-of-nothing.jpg", at: 7, [0, 0]),
      frame("many-components.jpg", at: 9, [255]),
      frame("two-components.jpg", at: 9, [2]),
      frame("of-16-bits.jpg", at: 4, [16]),
      frame("lossless.jpg", at: 1, [0xC3]),
      frame("hierarchical.jpg", at: 1, [0xC5]),
      frame("arithmetic.jpg", at: 1, [0xC9]),
      without("no-quantisation.jpg", 0xDB), without("no-frame.jpg", 0xC0),
      without("no-scan.jpg", 0xDA),
      broken("impossible-codes.jpg", impossibleCodes),
      bomb("ten-thousand-scans.jpg", scans(10_000)),
      broken("jpeg-2000.jpg", [0xFF, 0x4F, 0xFF, 0x51] + [UInt8](repeating: 0, count: 100)),
      HostileScan("coarse.jpg", (try? ScanMaker.jpeg(dots: 40)) ?? [], .scanTooCoarse),
    ]
}

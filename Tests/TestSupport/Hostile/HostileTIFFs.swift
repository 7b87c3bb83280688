import Filing

extension HostileScan {
  private static let page = TIFFDraft()

  private static func broken(_ name: String, _ octets: [UInt8]) -> HostileScan {
    HostileScan(name, octets, .scanFileBroken, .scanPageUnreadable, .documentTruncated, .scanLimitExceeded)
  }

  private static func changed(_ name: String, _ change: (inout TIFFDraft) -> Void) -> HostileScan {
    broken(name, page.with(change))
  }

  /// Directories whose chain, entries or places are wrong.
  static let brokenTIFFs: [HostileScan] = {
    let whole = page.octets
    return [
      changed("circle.tif") { $0.next = nil },
      changed("circle-the-other-way-round.tif") {
        $0.next = nil
        $0.isBigEndian = true
      },
      changed("next-outside.tif") { $0.next = 1_000_000_000 },
      changed("next-in-header.tif") { $0.next = 2 },
      changed("next-in-picture.tif") { $0.next = 100 },
      broken("cut-off.tif", Array(whole.prefix(whole.count / 2))),
      broken("cut-off-in-directory.tif", Array(whole.prefix(whole.count - 30))),
      broken("no-directory.tif", Array("II".utf8) + ScanMaker.number(42, 2) + ScanMaker.number(0, 4)),
      broken(
        "empty-directory.tif", Array("II".utf8) + ScanMaker.number(42, 2) + ScanMaker.number(8, 4) + [0, 0, 0, 0, 0, 0]),
      broken(
        "directory-of-65535.tif",
        Array("II".utf8) + ScanMaker.number(42, 2) + ScanMaker.number(8, 4) + [0xFF, 0xFF]
          + [UInt8](repeating: 0, count: 2000)),
      changed("strip-beyond-the-end.tif") { $0.set(.strips, 1_000_000_000) },
      changed("strip-longer-than-file.tif") { $0.set(.lengths, 0xFFFF_FFFF) },
      changed("strip-of-nothing.tif") { $0.set(.lengths, 0) },
      changed("two-billion-strips.tif") { $0.set(.strips, 8, count: 0x7FFF_FFFF) },
      changed("strips-for-nothing.tif") { $0.set(.rows, 1) },
      changed("no-rows-in-strip.tif") { $0.set(.rows, 0) },
      changed("no-width.tif") { $0.entries[.width] = nil },
      changed("width-of-nothing.tif") { $0.set(.width, 0) },
      changed("height-of-nothing.tif") { $0.set(.height, 0) },
      changed("no-strips.tif") { $0.entries[.strips] = nil },
      changed("many-samples.tif") { $0.set(.samples, 65_535, .short) },
      changed("many-bits.tif") { $0.set(.bits, 65_535, .short) },
      changed("unknown-compression.tif") { $0.set(.compression, 65_000, .short) },
      changed("description-of-gigabytes.tif") {
        $0.set(.description, 8, .ascii, count: 0xFFFF_FFFF)
        $0.set(.strips, 1 << 30)
      },
      changed("tiles-of-nothing.tif") {
        for tag in [TIFFDraft.Tag.strips, .rows, .lengths] { $0.entries[tag] = nil }
        $0.set(.tileWidth, 0)
        $0.set(.tileHeight, 0)
        $0.set(.tiles, 8)
        $0.set(.tileLengths, 100)
      },
      changed("tile-of-miles.tif") {
        for tag in [TIFFDraft.Tag.strips, .rows, .lengths] { $0.entries[tag] = nil }
        $0.set(.tileWidth, 1 << 30)
        $0.set(.tileHeight, 1 << 30)
        $0.set(.tiles, 8)
        $0.set(.tileLengths, 100)
      },
      changed("huge.tif") {
        $0.set(.width, 2_000_000)
        $0.set(.height, 2_000_000)
      },
      changed("largest-numbers.tif") {
        $0.set(.width, 0xFFFF_FFFF)
        $0.set(.height, 0xFFFF_FFFF)
      },
      HostileScan("many-pages.tif", chain(5001), .scanLimitExceeded),
      HostileScan("coarse.tif", ScanMaker.tiff([ScanMaker.Page(width: 827, height: 1169, dots: 100)]), .scanTooCoarse),
      HostileScan("postage.tif", ScanMaker.tiff([ScanMaker.Page(width: 64, height: 64, dots: 300)]), .scanTooCoarse),
    ]
  }()

  /// Strips that are not what their compression makes, or make too much.
  static let packedTIFFs: [HostileScan] =
    [(2, "modified-huffman"), (3, "group-3"), (4, "group-4"), (5, "lzw"), (6, "old-jpeg"), (7, "jpeg"), (8, "deflate")]
    .map { code, name in
      broken("bad-\(name).tif", TIFFDraft(compression: code, strip: Array(0...255)).octets)
    } + [
      broken("bad-packbits.tif", TIFFDraft(compression: 32_773, strip: [0x7F, 1, 2, 3]).octets),
      broken("short-strip.tif", TIFFDraft(strip: [1, 2, 3]).octets),
      inflating("deflate-bomb.tif", compression: 8, Bomb.deflated([0, 0], times: 12_000_000)),
      inflating("lzw-bomb.tif", compression: 5, Bomb.lzw(tables: 90)),
    ]

  /// A picture of 256 million dots in true colours: within what a page may have, and three quarters of a gigabyte.
  private static func inflating(_ name: String, compression: Int, _ strip: [UInt8]) -> HostileScan {
    var draft = TIFFDraft(width: 8, height: 8, compression: compression, strip: strip)
    draft.set(.width, 16_000)
    draft.set(.height, 16_000)
    draft.set(.rows, 16_000)
    draft.set(.samples, 3, .short)
    draft.set(.bits, 8, .short)
    draft.set(.photometric, 2, .short)
    return bomb(name, draft.octets)
  }

  /// Small pages, one after the other, all of the same picture.
  private static func chain(_ count: Int) -> [UInt8] {
    ScanMaker.tiff(
      (0..<count).map { _ in ScanMaker.Page(width: 8, height: 8, dots: 1, strip: [1, 2, 3, 4, 5, 6, 7, 8]) })
  }
}

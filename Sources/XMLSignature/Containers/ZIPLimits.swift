/// Caps on what an archive may cost.
public struct ZIPLimits: Sendable, Hashable {
  public var entries = 10_000
  /// Octets of the central directory.
  public var directory = 16 << 20
  /// Octets of one entry, inflated.
  public var entry = 4 << 30
  /// Octets of all entries, inflated.
  public var total = 8 << 30
  /// How many octets one compressed octet may become, in an entry and in the whole archive, where more than `ratioFloor`
  /// come out. Below that a run of blanks may grow a thousandfold and harms nobody.
  public var ratio = 100
  public var ratioFloor = 1 << 20
  /// Octets of an entry's name.
  public var name = 1024
  /// Folders inside one another.
  public var depth = 32
  /// Octets of the archive's comment: signing programs write their name and version there.
  public var comment = 4 << 10
  /// A longer entry is inflated into a nameless file, not into memory.
  public var heldEntry = 1 << 20
  /// When all inflated entries together are longer than this, only very short ones are held in memory.
  public var heldEntries = 16 << 20

  public init() {}

  /// The widest caps that settings may ask for: for archives that passed those of their day, which are not judged again.
  public static let widest: ZIPLimits = {
    var limits = ZIPLimits()
    limits.ratio = 10_000
    return limits
  }()
}

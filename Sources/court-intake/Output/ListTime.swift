import Filing
import Intake

/// Times as lists show them.
enum ListTime {
  /// Day and time to the second; the column says the zone.
  static func local(_ instant: Instant) -> String {
    String(CourtCalendar.baku.local(of: instant).prefix(19)).replacing("T", with: " ")
  }

  /// With the zone, where it stands alone.
  static func zoned(_ instant: Instant) -> String { "\(CourtCalendar.baku.local(of: instant)) (Asia/Baku)" }

  /// How long ago, in the largest unit that fits.
  static func age(of instant: Instant, at now: Instant) -> String {
    let seconds = max(0, (now.milliseconds - instant.milliseconds) / 1000)
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3_600: "\(seconds / 60) min"
    case ..<172_800: "\(seconds / 3_600) h"
    default: "\(seconds / 86_400) d"
    }
  }
}

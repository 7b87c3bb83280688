/// Joining of `xml:base` values as Canonical XML 1.1 §2.4 and its appendix change RFC 3986 §5.2 for it: the base may be
/// relative itself, and a trailing `..` counts as `../`.
enum RelativeReference {
  static func join(_ base: String, _ reference: String) -> String {
    let base = Parts(base)
    let reference = Parts(reference)
    var result = Parts("")
    if reference.scheme != nil {
      result = reference
      result.path = removingDotSegments(reference.path)
    } else if reference.authority != nil {
      result = reference
      result.scheme = base.scheme
      result.path = removingDotSegments(reference.path)
    } else {
      result.scheme = base.scheme
      result.authority = base.authority
      if reference.path.isEmpty {
        result.path = removingDotSegments(base.path)
        result.query = reference.query ?? base.query
      } else {
        result.path = removingDotSegments(
          reference.path.hasPrefix("/") ? reference.path : merge(base, reference.path))
        result.query = reference.query
      }
    }
    return result.text
  }

  private struct Parts {
    var scheme: String?
    var authority: String?
    var path: String
    var query: String?

    init(_ text: String) {
      var rest = text[...]
      // A fragment plays no part in a base.
      if let mark = rest.firstIndex(of: "#") { rest = rest[..<mark] }
      if let mark = rest.firstIndex(of: "?") {
        query = String(rest[rest.index(after: mark)...])
        rest = rest[..<mark]
      }
      if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/"), colon != rest.startIndex {
        scheme = String(rest[..<colon])
        rest = rest[rest.index(after: colon)...]
      }
      if rest.hasPrefix("//") {
        rest = rest.dropFirst(2)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        authority = String(rest[..<end])
        rest = rest[end...]
      }
      path = String(rest)
    }

    var text: String {
      (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path + (query.map { "?" + $0 } ?? "")
    }
  }

  private static func merge(_ base: Parts, _ path: String) -> String {
    if base.authority != nil, base.path.isEmpty { return "/" + path }
    var folder = base.path
    // "a/.." names a folder here, as "a/../" does.
    if folder == ".." || folder.hasSuffix("/..") { folder += "/" }
    guard let slash = folder.lastIndex(of: "/") else { return path }
    return String(folder[...slash]) + path
  }

  /// RFC 3986 §5.2.4 with the changes of Canonical XML 1.1: leading `..` of a relative path stay, runs of slashes shrink.
  static func removingDotSegments(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var segments = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let endsInFolder = path.hasSuffix("/") || segments.last == "." || segments.last == ".."
    var kept: [String] = []
    for segment in segments {
      switch segment {
      case ".": continue
      case "..":
        if let last = kept.last, last != ".." {
          kept.removeLast()
        } else if !isAbsolute {
          kept.append("..")
        }
      default: kept.append(segment)
      }
    }
    segments = kept
    let body = segments.joined(separator: "/")
    let tail = endsInFolder && !body.isEmpty ? "/" : ""
    return (isAbsolute ? "/" : "") + body + tail
  }
}

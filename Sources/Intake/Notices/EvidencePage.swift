import Filing
import FilingStore
import Foundation
import TransparencyLog

/// What a notice proves (`urn:court-intake:evidence:1`): leaves of the court's log with their way to the tree's root, and the
/// notice before it.
struct EvidencePage {
  let calendar: CourtCalendar

  func append(_ evidence: LogEvidence, to octets: inout NoticeOctets) {
    open(&octets)
    append(evidence.head, at: evidence.at, to: &octets)
    for leaf in evidence.leaves {
      octets.append("<Leaf index=\"\(leaf.proof.index)\" path=\"\(Self.base64(leaf.proof.path.concatenated))\">")
      octets.append(Self.base64(leaf.octets))
      octets.append("</Leaf>\n")
    }
    if let previous = evidence.previous {
      octets.append("<Previous notice=\"\(NoticePage.id(named: previous.fileName))\"")
      octets.append(" sha256=\"\(previous.hash.hexadecimal)\"/>\n")
    }
    octets.append("</Evidence>\n")
  }

  func append(_ head: LogHead, to octets: inout NoticeOctets) {
    open(&octets)
    append(head.head, at: head.madeAt, to: &octets)
    if let earlier = head.earlier {
      octets.append("<Consistency size=\"\(earlier.head.size)\" root=\"\(earlier.head.root.hexadecimal)\"")
      octets.append(" path=\"\(Self.base64(earlier.proof.path.concatenated))\"/>\n")
    }
    octets.append("</Evidence>\n")
  }

  private func open(_ octets: inout NoticeOctets) {
    octets.append("<Evidence xmlns=\"urn:court-intake:evidence:1\" version=\"1.0\">\n")
  }

  private func append(_ head: TreeHead, at instant: Instant, to octets: inout NoticeOctets) {
    octets.append("<TreeHead size=\"\(head.size)\" root=\"\(head.root.hexadecimal)\"")
    octets.timeAttributes(instant, calendar)
    octets.append("/>\n")
  }

  private static func base64(_ octets: [UInt8]) -> String { Data(octets).base64EncodedString() }
}

import Testing
import CLibXML2
import Foundation
@testable import XMLSignature
@Test func probe() throws {
  for lone in [[0x00,0xD8] as [UInt8], [0x00, 0xDC]] {
    var o = Array("\u{FEFF}<a>xx".data(using: .utf16LittleEndian)!)
    o += lone
    o += Array("</a>".data(using: .utf16LittleEndian)!)
    print(try XMLTree.parse(ByteSource(o)))
    var p = Array("\u{FEFF}<a/>".data(using: .utf16LittleEndian)!)
    p += [UInt8](repeating: 0x20, count: 0) + Array(String(repeating: " ", count: 200000).data(using: .utf16LittleEndian)!)
    p += lone
    p += Array(" ".data(using: .utf16LittleEndian)!)
    print(try XMLTree.parse(ByteSource(p)))
    var q = Array("\u{FEFF}<a>".data(using: .utf16LittleEndian)!)
    q += Array(String(repeating: " ", count: 200000).data(using: .utf16LittleEndian)!)
    q += lone
    q += Array(" </a>".data(using: .utf16LittleEndian)!)
    print(try XMLTree.parse(ByteSource(q)))
  }
  for size in [1<<20, 4<<20, 16<<20] {
  let octets = Array("<a><![CDATA[".utf8) + [UInt8](repeating: 0x41, count: size) + Array("]]></a>".utf8)
  print(ContinuousClock().measure { _ = try? tree(octets) })
  }
  let octets = Array(("\u{FEFF}<a><![CDATA[" + String(repeating: "A", count: 4 << 20) + "]]></a>").data(using: .utf16LittleEndian)!)
  print(ContinuousClock().measure { let t = try? tree(octets); print(try! t!.allText(of: t!.root).count) })
}

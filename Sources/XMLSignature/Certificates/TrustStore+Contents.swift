import SwiftASN1

extension TrustStore {
  /// Certificates and lists of one file's octets: PEM with any number of blocks, or one DER object.
  /// - Returns: Nil when there is nothing of the kind in it.
  public static func contents(of octets: [UInt8]) -> (certificates: [CertificateRecord], lists: [RevocationList])? {
    var certificates: [CertificateRecord] = []
    var lists: [RevocationList] = []
    let isPEM = octets.firstRange(of: Array("-----BEGIN ".utf8)) != nil
    let blocks =
      isPEM
      ? (try? PEMDocument.parseMultiple(pemString: String(decoding: octets, as: UTF8.self)))?.map(\.derBytes) ?? []
      : [octets]
    for block in blocks {
      if let certificate = try? CertificateRecord(derEncoded: block) {
        certificates.append(certificate)
      } else if let list = try? RevocationList(derEncoded: block) {
        lists.append(list)
      }
    }
    return certificates.isEmpty && lists.isEmpty ? nil : (certificates, lists)
  }
}

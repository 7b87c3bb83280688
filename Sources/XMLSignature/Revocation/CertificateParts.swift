import FoundationEssentials
import SwiftASN1

/// What evidence of revocation needs of a certificate and its record does not have: who may sign what, and the signature.
struct CertificateParts: DERParseable {
  let signed: [UInt8]
  let signatureAlgorithm: Result<X509SignatureAlgorithm, UnsupportedAlgorithm>
  let signature: [UInt8]
  /// Content of the key's bit string, as OCSP hashes it.
  let publicKey: [UInt8]
  private(set) var isAuthority = false
  /// Nil without the extension.
  private(set) var maySignLists: Bool?
  private(set) var maySignAnswers = false
  /// id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1).
  private(set) var isNotChecked = false
  /// Encoded general names of its distribution points.
  private(set) var distributionPoints: Set<[UInt8]> = []

  init(derEncoded node: ASN1Node) throws {
    let (body, algorithm, signature) = try DER.sequence(node, identifier: .sequence) {
      (try $0.required(), try $0.required(), try ASN1BitString(derEncoded: &$0))
    }
    signed = Array(body.encodedBytes)
    signatureAlgorithm = try X509SignatureAlgorithm.parse(algorithm)
    self.signature = Array(signature.bytes)
    var extensions: [EncodedExtension] = []
    publicKey = try DER.sequence(body, identifier: .sequence) { fields in
      var field = try fields.required()
      if field.identifier.tagClass == .contextSpecific { field = try fields.required() }
      // After the serial number: signature, issuer, validity, subject.
      for _ in 0..<4 { _ = try fields.required() }
      let key = try DER.sequence(fields.required(), identifier: .sequence) { parts in
        _ = try parts.required()
        return Array(try ASN1BitString(derEncoded: &parts).bytes)
      }
      while let rest = fields.next() {
        guard rest.identifier == ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific),
          case .constructed(let inner) = rest.content
        else { continue }
        for list in inner {
          extensions += try DER.sequence(of: EncodedExtension.self, identifier: .sequence, rootNode: list)
        }
      }
      return key
    }
    for item in extensions { try read(item) }
  }

  private mutating func read(_ item: EncodedExtension) throws {
    switch item.identifier {
    case [2, 5, 29, 19]:
      isAuthority = try DER.sequence(DER.parse(item.value), identifier: .sequence) { fields in
        let first = fields.next()
        while fields.next() != nil {}
        return first?.identifier == .boolean
      }
    case [2, 5, 29, 15]:
      // cRLSign is bit 6.
      maySignLists = (try ASN1BitString(derEncoded: DER.parse(item.value)).bytes.first ?? 0) & 0x02 != 0
    case [2, 5, 29, 37]:
      maySignAnswers = try DER.sequence(
        of: ASN1ObjectIdentifier.self, identifier: .sequence, rootNode: DER.parse(item.value)
      ).contains([1, 3, 6, 1, 5, 5, 7, 3, 9])
    case [1, 3, 6, 1, 5, 5, 7, 48, 1, 5]: isNotChecked = true
    case [2, 5, 29, 31]:
      var list = DERCursor(item.value)
      var points = list.inside(try list.next(DERCursor.Tag.sequence, "list of distribution points"))
      while !points.isAtEnd {
        var point = points.inside(try points.next())
        if let name = try point.next(if: DERCursor.Tag.context(0, constructed: true)) {
          distributionPoints.formUnion(try IssuingDistributionPoint.names(of: point.inside(name)))
        }
      }
    default: break
    }
  }
}

extension CertificateRecord {
  /// Nil when an extension that matters here is broken.
  var parts: CertificateParts? { try? CertificateParts(derEncoded: DER.parse(encoded)) }
}

import FoundationEssentials
import SwiftASN1
import X509

/// What a verifier trusts: anchors, intermediates that may lead to them, and revocation lists.
public struct TrustStore: Sendable {
  public let anchors: [CertificateRecord]
  public let intermediates: [CertificateRecord]
  public let revocationLists: [RevocationList]
  /// Certificates that swift-certificates can build paths with.
  let anchorStore: CertificateStore
  let intermediateCertificates: [Certificate]

  public init(
    anchors: [CertificateRecord], intermediates: [CertificateRecord] = [], revocationLists: [RevocationList] = []
  ) {
    self.anchors = anchors
    self.intermediates = intermediates
    self.revocationLists = revocationLists
    anchorStore = CertificateStore(anchors.compactMap { try? Certificate(derEncoded: $0.encoded) })
    intermediateCertificates = intermediates.compactMap { try? Certificate(derEncoded: $0.encoded) }
  }

  /// Certificates and lists of one file's octets: PEM with any number of blocks, or one DER object.
  ///
  /// A certificate whose issuer is its subject becomes an anchor, any other an intermediate.
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

  /// Sorts certificates into anchors and intermediates by whether they are issued by themselves.
  public init(certificates: [CertificateRecord], revocationLists: [RevocationList] = []) {
    self.init(
      anchors: certificates.filter { $0.issuer == $0.subject },
      intermediates: certificates.filter { $0.issuer != $0.subject }, revocationLists: revocationLists)
  }

  var certificates: [CertificateRecord] { anchors + intermediates }
}

/// A key that the caller vouches for, from a certificate or a bare public key file.
public struct TrustedKey: Sendable {
  public let certificate: CertificateRecord?
  let key: VerificationKey

  /// Reads a PEM or DER certificate, SubjectPublicKeyInfo or RSAPublicKey (PKCS #1); nil when it is none of them, or
  /// outside the profile.
  public init?(octets: [UInt8]) {
    if let certificate = TrustStore.contents(of: octets)?.certificates.first {
      guard case .success(let key) = certificate.key else { return nil }
      self.certificate = certificate
      self.key = key
      return
    }
    let der = (try? PEMDocument(pemString: String(decoding: octets, as: UTF8.self)))?.derBytes ?? octets
    let parsed = RSAPublicKey(octets: der)?.key ?? VerificationKey.parse(subjectPublicKeyInfo: der)
    guard case .success(let key) = parsed else { return nil }
    certificate = nil
    self.key = key
  }
}

/// RFC 8017 A.1.1: `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }`.
private struct RSAPublicKey {
  let key: Result<VerificationKey, UnsupportedAlgorithm>

  init?(octets: [UInt8]) {
    guard
      let (modulus, exponent) = try? DER.sequence(
        DER.parse(octets), identifier: .sequence, { (try ArraySlice(derEncoded: &$0), try ArraySlice(derEncoded: &$0)) }
      )
    else { return nil }
    key = VerificationKey.rsa(modulus: Array(modulus), exponent: Array(exponent))
  }
}

import SwiftASN1

extension XAdESProperties {
  /// What one `Cert` of `SigningCertificate` or `SigningCertificateV2` says (EN 319 132-1 §5.2.2).
  struct CertificateBinding: Sendable {
    let node: XMLTree.NodeID
    let digestAlgorithm: Result<DigestAlgorithm, UnsupportedAlgorithm>
    let digest: [UInt8]
    private let name: Name

    /// What stands beside the digest.
    private enum Name: Sendable {
      case none
      /// Of the first version, whose issuer's name is text that can be written in many ways.
      case serialNumber(decimal: String)
      /// Of the second version.
      case issuerSerial(IssuerSerial)
    }

    /// How a certificate compares with what is named.
    enum Match: Sendable, Hashable {
      case same
      case otherDigest
      /// The digest is its, and another part of the name is not.
      case otherSerialNumber, otherIssuer
      case unsupported(UnsupportedAlgorithm)
    }

    /// Nil when the element cannot be read.
    init?(_ cert: XMLTree.NodeID, by reader: XAdESReader) {
      guard let digest = reader.child("CertDigest", of: cert).flatMap({ reader.digest(in: $0) }) else { return nil }
      node = cert
      digestAlgorithm = digest.algorithm
      self.digest = digest.value
      if let first = reader.child("IssuerSerial", of: cert) {
        let decimal = reader.ofSignature("X509SerialNumber", in: first).flatMap { reader.text(of: $0) }
        name = decimal.map { .serialNumber(decimal: $0) } ?? .none
      } else if let second = reader.child("IssuerSerialV2", of: cert) {
        guard let octets = reader.tree.text(of: second).flatMap(Base64Decoder.octets),
          let parsed = try? IssuerSerial(derEncoded: DER.parse(octets))
        else { return nil }
        name = .issuerSerial(parsed)
      } else {
        name = .none
      }
    }

    /// Whether this names the certificate: by its digest, and by serial number and issuer where they are given.
    func match(_ certificate: CertificateRecord) -> Match {
      let algorithm: DigestAlgorithm
      switch digestAlgorithm {
      case .success(let known): algorithm = known
      case .failure(let unsupported): return .unsupported(unsupported)
      }
      guard constantTimeEqual(algorithm.digest(of: certificate.encoded), digest) else { return .otherDigest }
      switch name {
      case .none: return .same
      case .serialNumber(let decimal): return decimal == certificate.serialNumberDecimal ? .same : .otherSerialNumber
      case .issuerSerial(let named):
        guard named.hasSerialNumber(of: certificate) else { return .otherSerialNumber }
        return named.hasIssuer(of: certificate) ? .same : .otherIssuer
      }
    }
  }
}

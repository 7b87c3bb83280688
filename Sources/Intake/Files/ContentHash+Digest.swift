package import Crypto
package import Filing

extension ContentHash {
  package init(_ digest: SHA256Digest) {
    guard let hash = ContentHash(bytes: digest) else { preconditionFailure("SHA-256 has 32 octets") }
    self = hash
  }

  package init(sha256Of octets: [UInt8]) { self.init(SHA256.hash(data: octets)) }
}

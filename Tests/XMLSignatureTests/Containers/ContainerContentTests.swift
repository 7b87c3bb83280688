import TestSupport
import Testing

@testable import XMLSignature

/// What a container must and must not hold beside its signatures.
struct ContainerContentTests {
  private struct Case: Sendable {
    let name: String
    var errors: Set<ContainerFinding.Code> = []
    var warnings: Set<ContainerFinding.Code> = []
    let change: @Sendable (inout TestContainer) throws -> Void

    init(
      _ name: String, errors: Set<ContainerFinding.Code> = [], warnings: Set<ContainerFinding.Code> = [],
      _ change: @escaping @Sendable (inout TestContainer) throws -> Void
    ) {
      self.name = name
      self.errors = errors
      self.warnings = warnings
      self.change = change
    }
  }

  private static let files = [("claim.txt", "application/octet-stream"), ("annex 1.pdf", "application/pdf")]

  private static let cases: [Case] = [
    Case("no mimetype", errors: [.mimetypeMissing]) { $0.mimetype = nil },
    Case("a mimetype with a byte order mark", warnings: [.mimetypeForm]) {
      $0.mimetype = "\u{FEFF}" + ContainerKind.asicEMediaType
    },
    Case("a mimetype with a line feed", warnings: [.mimetypeForm]) {
      $0.mimetype = ContainerKind.asicEMediaType + "\n"
    },
    Case("a mimetype that is unknown", errors: [.containerTypeUnknown], warnings: [.mediaType]) {
      $0.mimetype = "application/zip"
    },
    Case("a mimetype of several lines", errors: [.containerTypeUnknown], warnings: [.mediaType]) {
      $0.mimetype = "\(ContainerKind.asicEMediaType)\n\(ContainerKind.asicSMediaType)"
    },
    Case("an ASiC-S with two files", errors: [.asicSContent], warnings: [.mediaType]) {
      $0.mimetype = ContainerKind.asicSMediaType
    },
    Case("no manifest", errors: [.manifestMissing]) { $0.manifest = nil },
    Case("a manifest that is no XML", errors: [.manifestMalformed]) { $0.manifest = "<a" },
    Case("a manifest that is something else", errors: [.manifestMalformed]) { $0.manifest = "<a/>" },
    Case("a manifest without paths", errors: [.manifestMalformed]) { $0.manifest = TestContainer.list([("", "a/b")]) },
    Case("a manifest that omits a file", errors: [.manifestOmits]) { $0.manifest = TestContainer.list([files[0]]) },
    Case("a manifest with a file that is not there", errors: [.manifestInvents]) {
      $0.manifest = TestContainer.list(files + [("other.txt", "a/b")])
    },
    Case("a manifest that lists a file twice", errors: [.manifestRepeats]) {
      $0.manifest = TestContainer.list(files + [files[0]])
    },
    Case("a manifest with a broken media type", errors: [.mediaType]) {
      $0.manifest = TestContainer.list([files[0], ("annex 1.pdf", "application\\pdf")])
    },
    Case("a manifest of another kind of container", warnings: [.mediaType]) {
      $0.manifest = TestContainer.list(files, root: ContainerKind.asicSMediaType)
    },
    Case("a manifest that lists folders and signatures") {
      $0.manifest = TestContainer.list(
        files + [("META-INF/", ""), ("META-INF/signatures0.xml", "text/xml"), ("nothing/", "x/y")])
    },
    Case("CAdES beside XAdES", errors: [.unsupported]) { $0.extra = [TestArchive.Entry("META-INF/signature1.p7s")] },
    Case("an evidence record", warnings: [.unsupported]) {
      $0.extra = [TestArchive.Entry("META-INF/evidencerecord.ers")]
    },
    Case("something else in META-INF", warnings: [.unknownFile]) {
      $0.extra = [TestArchive.Entry("META-INF/.DS_Store")]
    },
    Case("meta-inf", errors: [.reservedName, .manifestOmits, .coveragePartial, .dataFileNotSigned]) {
      $0.extra = [TestArchive.Entry("meta-inf/x.xml")]
    },
    Case("a time-stamp over nothing", errors: [.timeStamp]) {
      $0.extra = [TestArchive.Entry("META-INF/timestamp.tst")]
    },
    Case("a manifest of digests that is none", errors: [.asicManifest]) {
      $0.extra = [TestArchive.Entry("META-INF/ASiCManifest1.xml", "<a/>")]
    },
    Case("no signature", errors: [.noSignature, .dataFileNotSigned]) { $0.signatures = [] },
  ]

  @Test(arguments: cases.indices) func whatIsWrongIsFound(_ index: Int) async throws {
    let item = Self.cases[index]
    let container = try TestContainer.signed().with(item.change)
    let report = try await container.validated()
    #expect(report.errors == item.errors, "\(item.name): \(report.summary)")
    #expect(report.warnings == item.warnings, "\(item.name): \(report.summary)")
    #expect((report.verdict == .passed) == item.errors.isEmpty, "\(item.name): \(report.summary)")
  }

  @Test func aMimetypeEntryOutOfFormIsAWarning() async throws {
    let archive = try TestContainer.signed().archive
    let forms: [TestArchive] = [
      archive.with { $0.entries.append($0.entries.removeFirst()) },
      archive.with { $0.entries[0].method = 8 },
      archive.with { $0.entries[0].localExtra = TestArchive.field(0x5455, [0]) },
    ]
    for form in forms {
      let container = try SignatureContainer.open(ByteSource(form.octets)).get()
      let report = try await ContainerValidator.validate(
        container, verifier: SignatureVerifier(trust: TestPKI.trust), at: TestPKI.time)
      #expect(report.verdict == .passed)
      #expect(report.warnings == [.mimetypeForm])
    }
  }

  @Test func aSignersMediaTypeMustBeTheManifests() async throws {
    let properties = """
      <ds:Object><x:QualifyingProperties xmlns:x="http://uri.etsi.org/01903/v1.3.2#" Target="#signature-1">\
      <x:SignedProperties Id="signature-1-properties"><x:SignedDataObjectProperties>\
      <x:DataObjectFormat ObjectReference="#file"><x:MimeType>text/plain</x:MimeType></x:DataObjectFormat>\
      </x:SignedDataObjectProperties></x:SignedProperties></x:QualifyingProperties></ds:Object>
      """
    let signature = try TestSigner.shared.with {
      $0.properties = .none
      $0.trailer = properties
      $0.rewrite = {
        $0.replacing("<ds:Reference URI=\"claim.txt\"", with: "<ds:Reference Id=\"file\" URI=\"claim.txt\"")
      }
    }.sign(
      "<r>\(TestSigner.mark)</r>",
      [
        TestSigner.Reference("claim.txt", transforms: [], octets: { _ in Array("x".utf8) }),
        TestSigner.Reference("#signature-1-properties", type: TestSigner.signedProperties),
      ])
    for (type, errors) in [("Text/Plain", []), ("application/pdf", [ContainerFinding.Code.mediaType])] {
      let report = try await TestContainer().with {
        $0.files = [("claim.txt", "x")]
        $0.signatures = [("META-INF/signatures.xml", signature)]
        $0.manifest = TestContainer.list([("claim.txt", type)])
      }.validated()
      #expect(report.signatureFiles[0].signatures[0].report.core == .valid, "\(report.summary)")
      #expect(report.errors == Set(errors))
    }
  }

  @Test func anASiCSWithOneFilePasses() async throws {
    let container = try TestContainer().with {
      $0.mimetype = ContainerKind.asicSMediaType
      $0.files = [("claim.txt", "x")]
      $0.signatures = [("META-INF/signatures.xml", try TestContainer.signature(over: $0.files))]
    }
    let report = try await container.validated()
    #expect(report.kind == .asicS)
    #expect(report.verdict == .passed, "\(report.summary)")
    let second = try container.with {
      $0.signatures.append(("META-INF/signatures2.xml", try TestContainer.signature(over: $0.files)))
    }
    #expect(try await second.validated().errors == [.asicSContent])
    let inFolder = try container.with {
      $0.files = [("folder/claim.txt", "x")]
      $0.signatures = [("META-INF/signatures.xml", try TestContainer.signature(over: $0.files))]
    }
    #expect(try await inFolder.validated().errors == [.asicSContent])
  }
}

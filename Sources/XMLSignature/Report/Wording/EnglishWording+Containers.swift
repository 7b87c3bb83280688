/// What is wrong with containers, in English.
extension EnglishWording {
  func text(_ finding: ContainerFinding.Code) -> String {
    switch finding {
    case .mimetypeMissing: "The container does not say that it is one: the entry “mimetype” is missing."
    case .mimetypeForm:
      "The entry by which the container says what it is does not have the form that the standard demands."
    case .containerTypeUnknown: "The container says that it is of a kind that is not for signatures."
    case .reservedName: "A name in the container looks like one that has a meaning of its own."
    case .manifestMissing: "The container has no list of its files."
    case .manifestMalformed: "The container's list of files cannot be read."
    case .manifestOmits: "The container's list of files does not name one of its files."
    case .manifestInvents: "The container's list of files names a file that is not there."
    case .manifestRepeats: "The container's list of files names a file more than once."
    case .mediaType: "The container gives a file another type than the signer did."
    case .asicSContent: "A container of this kind holds one file and one signature, and this one holds something else."
    case .noSignature: "There is no signature where one should be."
    case .signatureFileMalformed: "A file with signatures cannot be read."
    case .limit: "The container holds more than can be checked safely."
    case .dataFileNotSigned: "No valid signature covers a file of the container."
    case .coveragePartial: "A signature does not cover every file of the container."
    case .unsupported: "The container holds a signature or a proof of a kind that is not checked here."
    case .unknownFile: "The folder of signatures holds a file that has no meaning there."
    case .asicManifest: "A list of signed or time-stamped files does not fit the files."
    case .timeStamp: "A time-stamp in the container cannot be relied on."
    }
  }
}

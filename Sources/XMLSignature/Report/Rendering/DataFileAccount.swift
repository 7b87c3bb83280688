/// What a report tells of one data file of a container.
struct DataFileAccount {
  let name: ReportSentence
  /// Size and media type.
  let form: ReportSentence
  let standing: Standing
  /// The signatures and time-stamps over it, or that there is none.
  let coverage: [ReportSentence]

  static func all(of report: ContainerReport, for reader: ReportReader) -> [DataFileAccount] {
    var numbers: [ContainerReport.SignaturePlace: Int] = [:]
    for file in report.signatureFiles {
      for index in file.signatures.indices {
        numbers[ContainerReport.SignaturePlace(file: file.name, index: index)] = numbers.count + 1
      }
    }
    return report.dataFiles.map { DataFileAccount($0, numbers: numbers, reader: reader) }
  }

  private init(
    _ file: ContainerReport.DataFileReport, numbers: [ContainerReport.SignaturePlace: Int], reader: ReportReader
  ) {
    let wording = reader.wording
    name = ReportSentence(value: file.name)
    let size = wording.size(octets: file.size)
    form = file.mediaType.map { "\(own: size), \($0)" } ?? ReportSentence(words: size)
    let signatures = file.signatures.compactMap { numbers[$0] }.map { number in
      ReportSentence(words: "\(wording.label(.signature)) \(number)")
    }
    let timeStamps = file.timeStamps.map { "\(own: wording.label(.timeStamp)) \($0)" as ReportSentence }
    let covers = signatures + timeStamps
    standing = covers.isEmpty ? .failed : .passed
    coverage = covers.isEmpty ? [ReportSentence(words: wording.text(.dataFileUncovered))] : covers
  }
}

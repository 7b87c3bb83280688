import Testing

@testable import Intake

struct DiskSpaceTests {
  private let limits = DiskSpace.Limits()

  @Test func aShortageSaysWhatIsThereAndWhatMustBe() {
    #expect(DiskSpace(octets: 600 << 20, files: 20_000).shortage(below: limits) == nil)
    #expect(
      DiskSpace(octets: 100 << 20, files: 20_000).shortage(below: limits)
        == "100 MiB are free, and 512 MiB must be (freeSpace)")
    #expect(
      DiskSpace(octets: 600 << 20, files: 12).shortage(below: limits)
        == "12 files can be made, and 10000 must be possible (freeFiles)")
    #expect(DiskSpace(octets: 600 << 20, files: nil).shortage(below: limits) == nil)
  }

  @Test func theDiskOfARootSaysHowMuchIsLeft() throws {
    let space = try DiskSpace(of: TestRoot().root)
    #expect(space.octets > 0)
  }
}

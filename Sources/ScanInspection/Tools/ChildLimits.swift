import CIntakeSystem

/// What a program that reads a scan may use. A scan that needs more is no scan.
package struct ChildLimits: Sendable {
  package var time: Duration = .seconds(60)
  /// Address space, in octets.
  package var memory = 1 << 30
  /// Of one file that it writes, in octets.
  package var fileSize = 256 << 20
  package var processorSeconds = 60
  /// Octets of what it says.
  package var output = 16 << 20

  package init() {}

  var ofKernel: intake_limits {
    intake_limits(
      memory: UInt(memory), file_size: UInt(fileSize), processor_seconds: UInt(processorSeconds), open_files: 64)
  }
}

import Foundation
import Intake
import ScanInspection

extension ContentChecks {
  /// Nil where the settings have defects: a run tells them, and a status is wanted all the same.
  init?(ofRoot path: String) {
    let environment = ProcessInfo.processInfo.environment
    guard let configuration = try? IntakeConfiguration.load(rootPath: path, environment: environment) else {
      return nil
    }
    self.init(
      configuration.settings,
      missingPrograms: ScanTools().missing.map {
        MissingProgram(name: $0.rawValue, debianPackage: $0.debianPackage)
      })
  }
}

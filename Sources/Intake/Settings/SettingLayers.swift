import Configuration

/// Where single values come from: the command line goes before the environment, and that before the file.
struct SettingLayers {
  private struct Layer {
    let provider: any ConfigProvider
    let place: (SettingKey) -> ConfigurationPlace
  }

  private let layers: [Layer]
  private let reader: ConfigReader
  private let log: DefectLog

  init(
    file: [SettingKey: YAMLValue], environment: [String: String], overrides: [SettingKey: String], log: DefectLog
  ) {
    Self.checkNames(of: environment, log: log)
    layers = [
      Layer(provider: Self.provider("command line", overrides)) {
        ConfigurationPlace(source: "command line", key: $0.option)
      },
      Layer(
        provider: EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "court.intake")
      ) { ConfigurationPlace(source: "environment", key: $0.variable) },
      Layer(provider: Self.provider("file", file.compactMapValues(\.text))) {
        file[$0]?.place ?? ConfigurationPlace(source: Settings.fileName, key: $0.rawValue)
      },
    ]
    reader = ConfigReader(providers: layers.map(\.provider))
    self.log = log
  }

  func duration(_ key: SettingKey, in range: ClosedRange<Duration>, into value: inout Duration) {
    read(key, as: .duration(range), into: &value) { text in
      DurationText.duration(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// The collector reads only files that are called so.
  func metricsFile(_ key: SettingKey, into value: inout String) {
    read(key, as: .metricsFile, into: &value) { $0.hasSuffix(".prom") && !$0.contains("\0") ? $0 : nil }
  }

  func count(_ key: SettingKey, in range: ClosedRange<Int>, into value: inout Int) {
    read(key, as: .count(range), into: &value) { text in
      CountText.count(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// In octets, from one KiB.
  func size(_ key: SettingKey, upTo limit: Int, into value: inout Int) {
    let range = 1024...Int64(limit)
    read(key, as: .size(range), into: &value) { text in
      SizeText.octets(text).flatMap { range.contains($0) ? Int($0) : nil }
    }
  }

  private func read<Value>(
    _ key: SettingKey, as form: ValueForm, into value: inout Value, _ parse: (String) -> Value?
  ) {
    guard let text = reader.string(forKey: ConfigKey(key.rawValue)) else { return }
    if let parsed = parse(text) {
      value = parsed
    } else {
      log.report(.valueInvalid(text, form), at: place(of: key))
    }
  }

  /// The place of the value that counts.
  private func place(of key: SettingKey) -> ConfigurationPlace {
    let absolute = AbsoluteConfigKey(ConfigKey(key.rawValue))
    let layer = layers.first { (try? $0.provider.value(forKey: absolute, type: .string))?.value != nil }
    return layer?.place(key) ?? ConfigurationPlace(source: Settings.fileName, key: key.rawValue)
  }

  private static func provider(_ name: String, _ values: [SettingKey: String]) -> InMemoryProvider {
    InMemoryProvider(
      name: name,
      values: Dictionary(
        uniqueKeysWithValues: values.map { key, text in
          (AbsoluteConfigKey(ConfigKey(key.rawValue)), ConfigValue(.string(text), isSecret: false))
        }))
  }

  /// A variable with our prefix and a misspelt name would be without effect in silence.
  private static func checkNames(of environment: [String: String], log: DefectLog) {
    let known = SettingKey.allCases.map(\.variable)
    for name in environment.keys.sorted() where name.hasPrefix(SettingKey.variablePrefix) && !known.contains(name) {
      log.report(
        .keyUnknown(nearest: NearestName.of(name, among: known)),
        at: ConfigurationPlace(source: "environment", key: name))
    }
  }
}

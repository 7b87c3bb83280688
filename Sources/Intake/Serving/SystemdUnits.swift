/// Units that run the intake under systemd: as a service, or every night.
package struct SystemdUnits: Sendable {
  package struct Unit: Sendable, Hashable {
    package let name: String
    package let text: String
  }

  private let program: String
  private let root: String
  private let user: String

  /// - Parameters:
  ///   - program: Absolute path of `court-intake`.
  ///   - root: Absolute path of the root.
  ///   - user: Who owns the root.
  package init(program: String, root: String, user: String) {
    self.program = program
    self.root = root
    self.user = user
  }

  /// The service, and the service and timer of a nightly run; one of both is enabled.
  package var units: [Unit] {
    [
      Unit(name: "court-intake.service", text: service),
      Unit(name: "court-intake-nightly.service", text: nightly),
      Unit(name: "court-intake-nightly.timer", text: timer),
    ]
  }

  private var service: String {
    """
    # The intake as a service: systemctl enable --now court-intake.service
    [Unit]
    Description=Intake of electronic filings in \(Self.specifiersEscaped(root))
    After=local-fs.target remote-fs.target time-sync.target
    RequiresMountsFor=\(Self.quoted(root))
    # Without the clock of the court no arrival has its time.
    Wants=time-sync.target

    [Service]
    Type=notify
    ExecStart=\(Self.quoted(program)) run --root \(Self.quoted(root))
    ExecReload=/bin/kill -HUP $MAINPID
    # What is begun is finished; a package of a gigabyte takes its time.
    TimeoutStopSec=5min
    KillSignal=SIGTERM
    # Fed each time that the service has done what there was to do.
    WatchdogSec=5min
    Restart=on-failure
    RestartSec=10s
    # Settings with defects are for a person to mend, a busy root for the one who works on it.
    RestartPreventExitStatus=64 78
    \(sandbox)

    [Install]
    WantedBy=multi-user.target

    """
  }

  private var nightly: String {
    """
    # One run; court-intake-nightly.timer says when.
    [Unit]
    Description=Nightly intake of electronic filings in \(Self.specifiersEscaped(root))
    RequiresMountsFor=\(Self.quoted(root))

    [Service]
    Type=oneshot
    ExecStart=\(Self.quoted(program)) run --once --root \(Self.quoted(root))
    # Another run is at work: that one does it.
    SuccessExitStatus=75
    \(sandbox)

    """
  }

  private var timer: String {
    """
    # Every night at two, in place of the service: systemctl enable --now court-intake-nightly.timer
    [Unit]
    Description=Nightly intake of electronic filings

    [Timer]
    OnCalendar=*-*-* 02:00:00 Asia/Baku
    # A night without power is made up for.
    Persistent=true

    [Install]
    WantedBy=timers.target

    """
  }

  /// The intake writes into its root and nowhere else, and needs no rights of the system.
  private var sandbox: String {
    """
    User=\(user)
    UMask=0027
    ReadWritePaths=\(Self.quoted(root))
    ProtectSystem=strict
    ProtectHome=read-only
    PrivateTmp=yes
    PrivateDevices=yes
    NoNewPrivileges=yes
    CapabilityBoundingSet=
    ProtectKernelTunables=yes
    ProtectKernelModules=yes
    ProtectKernelLogs=yes
    ProtectControlGroups=yes
    ProtectClock=yes
    ProtectHostname=yes
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    LockPersonality=yes
    MemoryDenyWriteExecute=yes
    # Files, and revocation sources where the settings name them.
    RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
    SystemCallArchitectures=native
    SystemCallFilter=@system-service
    """
  }

  /// A word of a unit file: quoted, with specifiers and variables escaped (systemd.service(5), systemd.syntax(7)).
  private static func quoted(_ text: String) -> String {
    let escaped = specifiersEscaped(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("$", with: "$$")
    return "\"\(escaped)\""
  }

  private static func specifiersEscaped(_ text: String) -> String { text.replacing("%", with: "%%") }
}

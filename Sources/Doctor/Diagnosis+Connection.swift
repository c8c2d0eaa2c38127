extension Diagnosis {
    /// Name, connection, encryption, certificate, banner and login.
    static func connection(_ found: Findings) -> [Diagnosis] {
        var lines: [Diagnosis] = []
        for stage in Findings.Stage.allCases where stage < .lists {
            if let failure = found.failure, failure.stage == stage {
                lines.append(
                    Diagnosis(stage.check, .fault, failure.sentence, cure: cure(of: stage, found)))
                return lines
            }
            lines += healthy(stage, found)
        }
        if let failure = found.failure {
            lines.append(Diagnosis("session", .fault, failure.sentence))
        }
        return lines
    }

    private static func healthy(_ stage: Findings.Stage, _ found: Findings) -> [Diagnosis] {
        switch stage {
        case .name:
            let isAddress = found.addresses == [found.host]
            let text = isAddress ? "\(found.host) is an address" : "\(found.host) is \(list(found.addresses))"
            return [Diagnosis("name", .ok, text)]
        case .connection:
            let time = found.connectTime.map { " in " + milliseconds($0) } ?? ""
            return [Diagnosis("tcp", .ok, "\(found.place) took the connection\(time)")]
        case .encryption: return [encryption(found)]
        case .certificate: return certificate(found)
        case .banner: return found.banner.map { [Diagnosis("banner", .ok, $0)] } ?? []
        case .login:
            guard found.commands != nil else { return [] }
            let kind = found.isUCM ? "a Grandstream UCM" : "Asterisk"
            let version = found.version.isEmpty ? "" : " \(found.version)"
            return [Diagnosis("login", .ok, "logged in as \(found.user); it is \(kind)\(version)")]
        case .lists, .done: return []
        }
    }

    private static func encryption(_ found: Findings) -> Diagnosis {
        if found.trust != .plain { return Diagnosis("tls", .ok, "the connection is encrypted") }
        if found.addresses.allSatisfy(isLoopback) {
            return Diagnosis("tls", .ok, "not encrypted, and does not leave this machine")
        }
        return Diagnosis(
            "tls", .note, "not encrypted: whoever is on the way can read callers' numbers",
            cure: [
                "manager.conf:", "  [general]", "  tlsenable = yes", "  tlsbindaddr = 0.0.0.0:5039",
                "  tlscertfile = /etc/asterisk/keys/asterisk.pem",
                "\(ucmPage) > AMI Settings: TLS Enable = Yes (port 5039)", "callboard: --tls --port 5039",
            ])
    }

    private static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address == "localhost"
    }

    private static func certificate(_ found: Findings) -> [Diagnosis] {
        switch found.trust {
        case .plain: []
        case .systemRoots:
            [Diagnosis("certificate", .ok, "signed by an authority of this machine, for \(found.host)")]
        case .authority: [Diagnosis("certificate", .ok, "signed by the authority given, for \(found.host)")]
        case .fingerprint: [Diagnosis("certificate", .ok, "has the fingerprint given")]
        case .insecure:
            [
                Diagnosis(
                    "certificate", .warning, "not looked at: somebody in between could read the secret",
                    cure: ["callboard: --fingerprint SHA256 or --ca FILE instead of --insecure-no-verify"])
            ]
        }
    }

    private static func cure(of stage: Findings.Stage, _ found: Findings) -> [String] {
        switch stage {
        case .name:
            return [
                "getent hosts \(found.host)",
                "callboard: --host ADDRESS, or the right name (host = in the configuration)",
            ]
        case .connection: return closedPort(found)
        case .encryption:
            return [
                "callboard: leave out --tls (tls = false), or give the TLS port: --port 5039",
                "manager.conf:", "  [general]", "  tlsenable = yes", "  tlsbindaddr = 0.0.0.0:5039",
                "  tlscertfile = /etc/asterisk/keys/asterisk.pem",
                "\(ucmPage) > AMI Settings: TLS Enable = Yes, TLS Port 5039",
            ]
        case .certificate:
            return [
                "on the PBX: openssl x509 -in CERT.pem -noout -fingerprint -sha256",
                "callboard: --fingerprint SHA256 (fingerprint = in the configuration), or --ca CERT.pem (ca = )",
            ]
        case .banner:
            return [
                "callboard: --port 5038 (Asterisk), --port 7777 (UCM), --tls --port 5039 (either with TLS)",
                "manager.conf:", "  [general]", "  enabled = yes", "  port = 5038",
            ]
        case .login:
            return section(
                "manager.conf", found.user,
                [
                    "secret = THE SECRET", "deny = 0.0.0.0/0.0.0.0", "permit = THIS MACHINE/255.255.255.255",
                    "read = system,call,agent,user,reporting", "write = agent,call,originate,reporting,user",
                ]) + [
                    "then: asterisk -rx 'manager reload'",
                    "\(ucmPage): user \(found.user) (8 characters at least), password (6 at least, with a digit and a "
                        + "letter or sign), Permitted IP(s) = THIS MACHINE/255.255.255.255 (empty denies everybody)",
                    "the secret: CALLBOARD_SECRET, --secret-file FILE, or secret_file in the configuration",
                ]
        case .lists, .done: return []
        }
    }

    private static func closedPort(_ found: Findings) -> [String] {
        var lines: [String] = []
        for port in found.openPorts {
            let tls = port == 5039 ? "--tls " : ""
            let what = port == 7777 ? "a UCM's" : port == 5039 ? "TLS" : "Asterisk's"
            lines.append("callboard: \(tls)--port \(port): that port (\(what)) is open on \(found.host)")
        }
        lines += [
            "manager.conf:", "  [general]", "  enabled = yes", "  port = \(found.port)", "  bindaddr = 0.0.0.0",
            "then: asterisk -rx 'module reload manager'; asterisk -rx 'manager show settings'",
            "\(ucmPage) > AMI Settings: AMI Port 7777, or TLS Port 5039",
            "a firewall on the way: allow TCP \(found.port) from this machine",
        ]
        return lines
    }
}

extension Findings.Stage {
    /// The stage's name in a report.
    var check: String {
        switch self {
        case .name: "name"
        case .connection: "tcp"
        case .encryption: "tls"
        case .certificate: "certificate"
        case .banner: "banner"
        case .login: "login"
        case .lists: "lists"
        case .done: "session"
        }
    }
}

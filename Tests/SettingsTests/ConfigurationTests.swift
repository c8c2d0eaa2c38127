import Glibc
import Testing

@testable import Settings

@Suite struct ConfigurationTests {
    private let home = ["HOME": "/home/ana"]

    @Test func `the example is valid and shows every key`() throws {
        let configuration = try Configuration(
            text: Configuration.example, file: "/etc/callboard/config.toml", environment: home)
        #expect(configuration.servers.map(\.name) == ["hq", "branch"])
        #expect(
            configuration.servers.first
                == ServerSettings(
                    name: "hq", host: "pbx.example.com", port: 5038, user: "callboard",
                    secret: .file("/etc/callboard/hq.secret")))
        #expect(
            configuration.server(named: "branch")
                == ServerSettings(
                    name: "branch", host: "192.0.2.10", port: 5039, user: "callboard",
                    secret: .command(["pass", "show", "pbx/branch"]),
                    tls: .certificateAuthority("/etc/callboard/branch-ca.pem"),
                    events: ["system", "call", "agent", "user"]))
        #expect(configuration.board.pauseReasons.count == 4)
        #expect(configuration.originate.callerID == "Service desk <1000>")
        #expect(configuration.journal.directory == "/home/ana/.local/state/callboard/journal")
        #expect(configuration.journal.maxBytes == 10 << 30)
        let queue = try #require(configuration.queues["support"])
        #expect(queue.serviceLevel == 20 && queue.thresholds.target == 90 && queue.wrapUp == 15)
        #expect(queue.variant == "handled" && queue.shortAbandon == 3 && queue.thresholds.waitingAlarm == 8)
        #expect(configuration.thresholds.waitAlarm == 120 && configuration.thresholds.pauseWarning == 900)
        #expect(configuration.board.shifts == [21_600, 50_400, 79_200] && configuration.board.shortAbandon == 5)
        #expect(configuration.people.persons.map(\.agents) == [["hq:PJSIP/1001", "branch:PJSIP/2001"]])
        #expect(configuration.hasKeys)

        // Each key that the reader knows stands in the example, at least in a comment.
        let document = TOMLDocument(text: "", file: "f")
        _ = ConfigurationReader(document: document, folders: SettingsFolders(environment: [:])).configuration()
        for key in [
            "dialect", "fingerprint", "insecure_no_verify", "port", "mask", "ascii", "waiting_alarm", "lost_alarm",
            "join",
        ] {
            #expect(Configuration.example.contains(key))
        }
    }

    @Test func `an empty file is a configuration`() throws {
        let configuration = try Configuration(text: "", file: "f", environment: home)
        #expect(configuration.servers.isEmpty && configuration.journal.isEnabled)
        #expect(configuration.journal.maxDays == 30)
    }

    @Test func `a server's own queue comes before one of the same name`() throws {
        let text = """
            [queue.support]
            display = "Support"
            [queue."branch/support"]
            display = "Branch support"
            """
        let configuration = try Configuration(text: text, file: "f", environment: home)
        #expect(configuration.queue("support", of: "hq")?.display == "Support")
        #expect(configuration.queue("support", of: "branch")?.display == "Branch support")
        #expect(configuration.queue("sales", of: "branch") == nil)
        #expect(Configuration.keymapPath(environment: home) == "/home/ana/.config/callboard/keymap.toml")
    }

    @Test func `ports follow TLS and dialect unless given`() throws {
        func port(_ lines: String) throws -> Int? {
            try Configuration(
                text: "[[server]]\nname = \"a\"\nhost = \"h\"\nuser = \"u\"\n" + lines, file: "f"
            ).servers.first?.port
        }
        #expect(try port("") == 5038)
        #expect(try port("tls = true") == 5039)
        #expect(try port("dialect = \"ucm\"") == 7777)
        #expect(try port("dialect = \"ucm\"\ntls = true") == 5039)
        #expect(try port("tls = true\nport = 15039") == 15039)
        #expect(try port("tls = false") == 5038)
    }

    @Test func `two PBXes on one host have a journal each`() {
        let names = [5038, 5039, 7777, 15038].map { ServerSettings(name: "pbx", host: "pbx", port: $0).journalName }
        #expect(names == ["pbx", "pbx", "pbx", "pbx:15038"])
        #expect(ServerSettings(name: "main", host: "pbx", port: 15038).journalName == "main")
    }

    @Test func `a fingerprint is taken as people copy it`() throws {
        let pairs = Array(repeating: "AB", count: 32)
        let text = """
            [[server]]
            name = "a"
            host = "::1"
            user = "u"
            tls = true
            fingerprint = "\(pairs.joined(separator: ":"))"
            """
        let configuration = try Configuration(text: text, file: "f")
        #expect(configuration.servers.first?.tls == .fingerprint(pairs.joined().lowercased()))
    }

    @Test func `the usual places follow the XDG rules`() {
        #expect(Configuration.path(environment: home) == "/home/ana/.config/callboard/config.toml")
        #expect(
            Configuration.path(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/x/"]) == "/x/callboard/config.toml")
        #expect(
            Configuration.path(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "relative"])
                == "/h/.config/callboard/config.toml")
        #expect(Configuration.path(environment: [:]) == nil)
        #expect(
            Configuration(environment: ["XDG_STATE_HOME": "/s"]).journal.directory == "/s/callboard/journal")
        let folders = SettingsFolders(environment: home, file: "conf/config.toml")
        #expect(folders.resolved("~/x") == "/home/ana/x" && folders.resolved("x") == "conf/x")
        #expect(folders.resolved("/x") == "/x" && folders.resolved("~other/x") == "~other/x")
        #expect(SettingsFolders(environment: [:], file: "config.toml").resolved("x") == "x")
    }

    @Test func `the usual file may be missing, a named one may not`() throws {
        let scratch = ScratchDirectory()
        let environment = ["HOME": scratch.path]
        #expect(try Configuration.load(environment: environment).servers.isEmpty)
        #expect(try Configuration.load(environment: [:]).file == nil)
        let missing = scratch.path + "/none.toml"
        let error = #expect(throws: SettingsError.self) {
            try Configuration.load(missing, environment: environment)
        }
        #expect(error?.description == "\(missing): no such file; check the path, or create it")
        let written = scratch.write("config.toml", "[board]\nmask = true\n")
        #expect(try Configuration.load(written, environment: environment).board.isMasked)
    }

    @Test func `a file that is no settings file is told in one sentence`() {
        let scratch = ScratchDirectory()
        func description(_ path: String) -> String {
            do {
                _ = try Configuration.load(path, environment: [:])
                return "read"
            } catch {
                return error.description
            }
        }
        #expect(description(scratch.path) == "\(scratch.path): is a directory; name a file inside it")
        let latin = scratch.write("latin.toml", bytes: Array("a = 1\nb = \"caf".utf8) + [0xE9, 0x22, 0x0A])
        #expect(description(latin) == "\(latin): line 2 is not UTF-8; save the file as UTF-8")
        let binary = scratch.write("binary.toml", bytes: [0x61, 0x0A, 0x00, 0x62])
        #expect(description(binary) == "\(binary): line 2 has a NUL byte, so it is not a text file; check the path")
        let large = scratch.write("large.toml", bytes: [UInt8](repeating: 0x23, count: TextFile.limit + 1))
        #expect(
            description(large) == "\(large): is larger than 1024 KiB, so it is not a settings file; check the path")
        #expect(description("/proc/self/mem").hasPrefix("/proc/self/mem: cannot be read: "))
    }
}

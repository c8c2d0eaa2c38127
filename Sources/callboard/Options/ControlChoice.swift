import BoardScreen
import CallCenter
import FoundationEssentials
import Settings

/// Whom and what the keys may reach, as the configuration says it.
struct ControlChoice {
    private let configuration: Configuration

    /// - Throws: `ProgramError` with status 2 and every fault: names of commands and servers that are none, a phone book
    ///   that cannot be read.
    init(_ configuration: Configuration, into options: inout ScreenOptions) throws {
        self.configuration = configuration
        var faults: [String] = []
        let permissions = configuration.permissions
        options.standardPermissions = Self.permissions(permissions.standard, "[permissions]", &faults)
        for (name, entry) in permissions.servers.sorted(by: { $0.key < $1.key }) {
            if configuration.server(named: name) == nil {
                faults.append("[permissions.servers.\"\(name)\"]: there is no server of this name")
            }
            options.permissions[name] = Self.permissions(entry, "[permissions.servers.\"\(name)\"]", &faults)
        }
        options.hasPIN = permissions.pinHash != nil
        options.pinMinutes = permissions.pinMinutes
        options.me.device = configuration.me.device ?? configuration.originate.from ?? ""
        options.me.extension = configuration.me.extension ?? ""
        options.trunks = configuration.originate.trunks
        options.phoneBook = Self.phoneBook(configuration.phoneBook, &faults)
        if !faults.isEmpty {
            throw ProgramError(.wrongUsage, faults.joined(separator: "\n"))
        }
    }

    /// Whether a typed PIN is the configured one.
    var checkPIN: (String) -> Bool {
        let hash = configuration.permissions.pinHash
        return { pin in hash.map { PIN.matches(pin, $0) } ?? false }
    }

    private static func permissions(
        _ entry: PermissionSettings.Entry, _ place: String, _ faults: inout [String]
    ) -> Permissions {
        func kinds(_ names: [String], _ key: String) -> Set<CommandKind> {
            Set(
                names.compactMap { name in
                    if let kind = CommandKind(rawValue: name) { return kind }
                    let near = Spelling.nearest(to: name, in: CommandKind.allCases.map(\.rawValue))
                    let cure = near.map { "did you mean \"\($0)\"?" } ?? "callboard keys lists them"
                    faults.append("\(place) \(key): there is no command \"\(name)\"; \(cure)")
                    return nil
                })
        }
        return Permissions(
            role: Role(rawValue: entry.role) ?? .viewer, allow: kinds(entry.allow, "allow"),
            deny: kinds(entry.deny, "deny"))
    }

    private static func phoneBook(_ settings: PhoneBookSettings, _ faults: inout [String]) -> PhoneBook {
        var book = PhoneBook()
        for (name, number) in settings.numbers.sorted(by: { $0.key < $1.key }) {
            do {
                book.add([PhoneBook.Entry(name: name, number: try TypedInput.number(number))])
            } catch {
                faults.append("[phone_book.numbers] \"\(name)\": \(error.description)")
            }
        }
        guard let file = settings.file else { return book }
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            faults.append("[phone_book] file: \(file) cannot be read")
            return book
        }
        do {
            book.add(try PhoneBook(csv: String(decoding: bytes, as: UTF8.self)).entries)
        } catch {
            faults += error.faults.map { "[phone_book] \(file):\($0.line): \($0.message)" }
        }
        return book
    }
}

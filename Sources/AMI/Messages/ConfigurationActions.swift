/// Changes which events the session gets from now on.
package struct Events: AMIAction {
    package static let declaration = ActionDeclaration("Events")

    /// `on`, `off` or class names with commas: case counts, and no spaces are taken.
    package var mask: String

    package init(mask: String) { self.mask = mask }

    package var fields: [HeaderField] { [HeaderField("EventMask", mask)] }
}

/// Reads a configuration file as Asterisk would, includes and templates resolved.
///
/// Never of `manager.conf` without a category: its users' secrets are in it.
package struct GetConfig: AMIAction {
    package typealias Response = GetConfigResponse
    package static let declaration = ActionDeclaration("GetConfig", anyOf: [.system, .config])

    /// Its name below Asterisk's configuration directory.
    package var file: String
    /// One section only; nil for all.
    package var category: String?

    package init(file: String, category: String? = nil) {
        self.file = file
        self.category = category
    }

    package var fields: [HeaderField] { .present(("Filename", file), ("Category", category)) }
}

/// The sections of a configuration file, in order.
package struct GetConfigResponse: AMIResponse, Equatable {
    package struct Section: Sendable, Equatable {
        package var name: String
        /// Names lower-cased; of one that repeats the last, as most of Asterisk's options take it.
        package var options: [String: String]
    }

    package let sections: [Section]

    /// `Category-000000: general`, then `Line-000000-000000: strategy=ringall` (`action_getconfig` of main/manager.c).
    package init(_ packet: Packet) {
        var sections: [Section] = []
        for field in packet.headers {
            let name = field.name.lowercased()
            if name.hasPrefix("category-") {
                sections.append(Section(name: field.value, options: [:]))
            } else if name.hasPrefix("line-"), !sections.isEmpty, let equals = field.value.firstIndex(of: "=") {
                let option = field.value[..<equals].filter { $0 != " " }.lowercased()
                let value = field.value[field.value.index(after: equals)...].drop { $0 == " " || $0 == ">" }
                sections[sections.count - 1].options[option] = String(value)
            }
        }
        self.sections = sections
    }
}

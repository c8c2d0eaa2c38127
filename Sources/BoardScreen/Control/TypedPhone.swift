import CallCenter

// A phone as a person types it: a device such as `PJSIP/1000`, or a number or a name, as everywhere else.
extension Scene {
    /// What is to be rung for what was typed.
    ///
    /// A number is, in this order: an agent's own device; a device that the PBX listed, a member or one in a call; the
    /// interface that queues call the agent by; on a UCM, whose extensions are all endpoints, the endpoint of that
    /// number; else whatever the dialplan rings for it. A device comes before the dialplan, where a mailbox may answer.
    ///
    /// - Parameters:
    ///   - index: the server whose phone it is.
    ///   - name: what the field is called where it was typed.
    func device(_ text: String, on index: Int, name: String) throws(CommandProblem) -> String {
        let typed = text.split(separator: " ").joined(separator: " ")
        if typed.isEmpty || typed.contains("/") { return try TypedInput.channel(text, name: name) }
        let server = server(index)
        let agents = server.map { $0.agents(at: $0.now) } ?? []
        let named = agents.filter { $0.name.lowercased() == typed.lowercased() }
        if named.count == 1, let own = Self.ownDevice(named[0]) { return own }
        let number: String
        do throws(CommandProblem) {
            number = try phoneBook(of: index).number(typed)
        } catch {
            throw CommandProblem(
                .from, text,
                "\(name) takes a number, a name of the phone book, or a device such as PJSIP/1000; got "
                    + "\u{201C}\(typed)\u{201D}.")
        }
        let numbered = agents.filter { Self.number(of: $0) == number }
        if let own = numbered.lazy.compactMap(Self.ownDevice).first { return own }
        if let known = server?.device(numbered: number) { return known }
        if let interface = numbered.first?.interfaces.first { return interface }
        if server?.dialect == .ucm { return "PJSIP/\(number)" }
        return "Local/\(number)@\(options.originateContext)/n"
    }

    /// The device that rings for an agent, as long as it is one and no way through the dialplan.
    private static func ownDevice(_ agent: Agent) -> String? {
        ([agent.id] + agent.interfaces).first { $0.contains("/") && !$0.hasPrefix("Local/") && !$0.hasPrefix("hint:") }
    }

    /// The person's own phone on a server: as it was typed last, else as it is configured.
    func ownPhone(on server: String) -> String {
        if let typed = state.devices[server] { return typed }
        return options.me.device.isEmpty ? options.me.extension : options.me.device
    }
}

extension FormField {
    /// A phone: a number or a name, or a device.
    static func phone(_ label: String, _ text: String, hint: String) -> FormField {
        var field = FormField.text(.from, label, text, hint: hint, completes: true)
        field.isPhone = true
        return field
    }
}

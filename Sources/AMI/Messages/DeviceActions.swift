/// Lists device states.
package struct DeviceStateList: AMIAction {
    package static let declaration = ActionDeclaration(
        "DeviceStateList", anyOf: [.call, .reporting],
        list: ListGrouping(items: ["DeviceStateChange"], complete: "DeviceStateListComplete"))

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Lists the states of extensions (hints).
package struct ExtensionStateList: AMIAction {
    package static let declaration = ActionDeclaration(
        "ExtensionStateList", anyOf: [.call, .reporting],
        list: ListGrouping(items: ["ExtensionStatus"], complete: "ExtensionStateListComplete"))

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Reads a function of the dialplan, such as `PJSIP_AOR(carrier,contact)`; without a channel.
package struct Getvar: AMIAction {
    package static let declaration = ActionDeclaration("Getvar", anyOf: [.call, .reporting])

    /// Name and arguments.
    package var function: String

    package init(function: String) { self.function = function }

    package var fields: [HeaderField] { [HeaderField("Variable", function)] }
}

/// Lists SIP endpoints with their state and contacts.
package struct PJSIPShowEndpoints: AMIAction {
    package static let declaration = ActionDeclaration(
        "PJSIPShowEndpoints", anyOf: [.system],
        list: ListGrouping(items: ["EndpointList"], complete: "EndpointListComplete"))

    package init() {}

    package var fields: [HeaderField] { [] }
}

/// Lists the registrations with which this PBX registers elsewhere: its trunks.
package struct PJSIPShowRegistrationsOutbound: AMIAction {
    package static let declaration = ActionDeclaration(
        "PJSIPShowRegistrationsOutbound", anyOf: [.system, .reporting],
        list: ListGrouping(items: ["OutboundRegistrationDetail"], complete: "OutboundRegistrationDetailComplete"))

    package init() {}

    package var fields: [HeaderField] { [] }
}

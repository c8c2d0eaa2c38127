/// `[originate]`: how calls are placed from the board.
package struct OriginateSettings: Sendable, Equatable {
    /// The dialplan context that the dialled number is looked up in; nil leaves placing calls off.
    package var context: String?
    /// The caller ID shown to the called party, as `Name <number>`.
    package var callerID: String?
    /// Seconds that the caller's own phone rings, 1 to 600.
    package var timeout = 30
    /// The caller's own phone: a number such as `1000`, or a channel such as `PJSIP/1000`.
    package var from: String?
    /// Dialplan contexts that lead outside, one a trunk.
    package var trunks: [String] = []

    package init() {}
}

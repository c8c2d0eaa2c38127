import CallCenter

/// Rows of exports, in the order of `ExportKind.columns`.
package enum ExportRows {
    package static func call(_ visit: FinishedVisit, server: String) -> [ExportValue] {
        [
            .text(server), .text(visit.queue), .text(visit.linkedID), known(visit.callerNumber),
            known(visit.callerName), .moment(visit.joinedAt), .moment(visit.leftAt), .integer(visit.wait),
            .text("\(visit.outcome)"), .boolean(visit.inLevel), known(visit.agent), known(visit.agentName),
            visit.talk.map { .integer($0) } ?? .null, visit.endedAt.map { .moment($0) } ?? .null,
            visit.ending == .unknown ? .null : .text("\(visit.ending)"), .boolean(visit.isFilled),
        ]
    }

    package static func agent(_ interval: AgentInterval, server: String) -> [ExportValue] {
        [
            .text(server), .text(interval.agent), known(interval.name), .text("\(interval.activity)"),
            known(interval.reason), known(interval.queue), .moment(interval.from), .moment(interval.to),
            .number(interval.duration),
        ]
    }

    package static func interval(
        _ sums: CallSums, queue: String, from: Int64, to: Int64, server: String
    ) -> [ExportValue] {
        func ratio(_ value: Double?) -> ExportValue { value.map { .number($0) } ?? .null }
        return [
            .text(server), .text(queue), .moment(from), .moment(to), .integer(sums.offered), .integer(sums.answered),
            .integer(sums.abandoned), .integer(sums.timedOut), .integer(sums.leftByKey), .integer(sums.handled),
            .integer(sums.transferred), ratio(sums.averageSpeedOfAnswer), ratio(sums.averageHandleTime),
            .integer(sums.longestWait), ratio(sums.levelHandled), ratio(sums.levelNegative),
        ]
    }

    package static func abandoned(_ call: LostCall, _ visit: FinishedVisit, server: String) -> [ExportValue] {
        let (state, settled): (String, ExportValue) =
            switch call.sequel {
            case .open: ("open", .null)
            case .answered(let moment): ("rang again", .moment(moment))
            case .calledBack(let moment): ("called back", .moment(moment))
            }
        return [
            .text(server), .text(visit.queue), known(visit.callerNumber), known(visit.callerName),
            .moment(visit.joinedAt), .moment(visit.leftAt), .integer(visit.wait), .text("\(visit.outcome)"),
            .integer(call.attempts), .text(state), settled, .boolean(visit.isFilled),
        ]
    }

    package static func audit(
        _ name: String, id: String, about: String, outcome: String?, answer: String, at time: Int64, server: String
    ) -> [ExportValue] {
        [
            .text(server), .moment(time), .text(name), .text(id), known(about), known(outcome ?? ""), known(answer),
        ]
    }

    private static func known(_ text: String) -> ExportValue { text.isEmpty ? .null : .text(text) }
}

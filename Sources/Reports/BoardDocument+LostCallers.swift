import CallCenter

extension BoardDocument {
    /// A caller of the day whom nobody served, and what became of them.
    func lostCaller(_ json: inout JSONWriter, _ server: ServerBoard, _ call: LostCall) {
        guard let visit = server.finishedVisit(call.number)?.shown(privacy) else { return json.null() }
        let (state, settled): (String, Int64?) =
            switch call.sequel {
            case .open: ("open", nil)
            case .answered(let moment): ("rangAgain", moment)
            case .calledBack(let moment): ("calledBack", moment)
            }
        json.object { json in
            json.key("server")
            json.string(server.name)
            json.key("queue")
            json.string(visit.queue)
            json.key("callerNumber")
            json.known(visit.callerNumber)
            json.key("callerName")
            json.known(visit.callerName)
            json.key("linkedID")
            json.string(visit.linkedID)
            json.key("leftAt")
            json.string(UTCTime.text(visit.leftAt))
            json.key("wait")
            json.integer(visit.wait)
            json.key("outcome")
            json.string("\(visit.outcome)")
            json.key("attempts")
            json.integer(call.attempts)
            json.key("state")
            json.string(state)
            json.key("settledAt")
            if let settled { json.string(UTCTime.text(settled)) } else { json.null() }
        }
    }
}

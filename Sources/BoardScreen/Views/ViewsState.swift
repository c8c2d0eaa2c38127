/// The views that a person has kept, as a list to choose from.
struct ViewsState: Sendable, Equatable {
    enum Step: Sendable, Equatable {
        case choosing
        /// A name is typed for what is on the screen now.
        case naming(TextField)
        /// `y` deletes the chosen one.
        case deleting
    }

    /// In the order of their names; nil until they have been read.
    var names: [String]?
    var choice = 0
    var step = Step.choosing
    var problem = ""

    var chosen: String? { names.flatMap { $0.indices.contains(choice) ? $0[choice] : nil } }

    mutating func moveChoice(_ step: Int) {
        let count = names?.count ?? 0
        choice = count == 0 ? 0 : (choice + step + count) % count
    }
}

/// A wish about views on disk.
package enum ViewWish: Sendable, Equatable {
    /// Their names come back as `viewsListed`.
    case list
    /// It comes back as `viewed`.
    case load(String)
    case save(String, text: String)
    case delete(String)
}

/// The columns of a panel while a person chooses them. The panel behind shows each step.
struct ColumnsState: Sendable, Equatable {
    /// One column of the panel.
    struct Item: Sendable, Equatable {
        /// Number in the panel's table.
        var index: Int
        var isShown: Bool
    }

    var panel: Panel
    /// Shown ones first, in their order.
    var items: [Item]
    var choice = 0
    /// What comes back on Esc.
    var before: ColumnLayout
}

/// What a person did on keyboard or mouse.
package enum Key: Hashable, Sendable {
    /// A printing character, with its combining marks; the space too.
    case character(Character)
    /// Return or the keypad's Enter.
    case enter
    /// Escape by itself.
    case escape
    /// Tabulator.
    case tab
    /// Shift and tabulator.
    case backTab
    /// Cursor up.
    case up
    /// Cursor down.
    case down
    /// Cursor left.
    case left
    /// Cursor right.
    case right
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// Home.
    case home
    /// End.
    case end
    /// Insert.
    case insert
    /// Delete the character under the cursor.
    case delete
    /// Delete the character before the cursor.
    case backspace
    /// F1 is 1, up to 63.
    case function(Int)
    /// A control character, by its small letter or sign: `.control("l")` is ^L.
    case control(Character)
    /// A click or a turn of the wheel.
    case mouse(MouseEvent)
    /// A key that has no name here.
    case unknown
}

/// A button or the wheel at a place on the screen.
package struct MouseEvent: Hashable, Sendable {
    /// What happened.
    package enum Action: Hashable, Sendable {
        /// A button went down.
        case press
        /// A button went up.
        case release
        /// The mouse moved while a button was down.
        case drag
        /// The wheel turned away from the person.
        case wheelUp
        /// The wheel turned towards the person.
        case wheelDown
    }

    /// Which button; `none` for the wheel.
    package enum Button: Hashable, Sendable {
        /// The main one.
        case left
        /// The middle one.
        case middle
        /// The one for menus.
        case right
        /// The wheel's turns.
        case none
    }

    /// What happened.
    package var action: Action
    /// Which button.
    package var button: Button
    /// Column, from 0.
    package var x: Int
    /// Row, from 0.
    package var y: Int
    /// The second press of a double click.
    package var isDouble = false

    /// An event at a place.
    package init(action: Action, button: Button, x: Int, y: Int) {
        self.action = action
        self.button = button
        self.x = x
        self.y = y
    }
}

#ifndef CVTERM_SHIM_H
#define CVTERM_SHIM_H
/* libvterm for Swift: its cells have bit-fields and a union of colours; here they are flat. */
#include <vterm.h>

typedef struct {
    uint32_t scalars[VTERM_MAX_CHARS_PER_CELL];
    int width;
    unsigned bold, underline, italic, blink, reverse;
    int foreground_is_default, background_is_default;
    int foreground_index, background_index; /* -1 where it is not of the palette */
    uint8_t foreground[3], background[3];   /* red, green, blue */
} vt_cell;

static inline vt_cell vt_get(VTerm *terminal, int row, int column) {
    VTermScreen *screen = vterm_obtain_screen(terminal);
    VTermPos place = { row, column };
    VTermScreenCell cell;
    vterm_screen_get_cell(screen, place, &cell);
    vt_cell flat;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) flat.scalars[i] = cell.chars[i];
    flat.width = cell.width;
    flat.bold = cell.attrs.bold;
    flat.underline = cell.attrs.underline;
    flat.italic = cell.attrs.italic;
    flat.blink = cell.attrs.blink;
    flat.reverse = cell.attrs.reverse;
    flat.foreground_is_default = VTERM_COLOR_IS_DEFAULT_FG(&cell.fg);
    flat.background_is_default = VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
    flat.foreground_index = VTERM_COLOR_IS_INDEXED(&cell.fg) ? cell.fg.indexed.idx : -1;
    flat.background_index = VTERM_COLOR_IS_INDEXED(&cell.bg) ? cell.bg.indexed.idx : -1;
    vterm_screen_convert_color_to_rgb(screen, &cell.fg);
    vterm_screen_convert_color_to_rgb(screen, &cell.bg);
    flat.foreground[0] = cell.fg.rgb.red;
    flat.foreground[1] = cell.fg.rgb.green;
    flat.foreground[2] = cell.fg.rgb.blue;
    flat.background[0] = cell.bg.rgb.red;
    flat.background[1] = cell.bg.rgb.green;
    flat.background[2] = cell.bg.rgb.blue;
    return flat;
}

#endif

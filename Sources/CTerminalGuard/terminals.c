#define _GNU_SOURCE
#include "CTerminalGuard.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int cb_window_size(int terminal, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(terminal, TIOCGWINSZ, &size) || !size.ws_row || !size.ws_col) return -1;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return 0;
}

int cb_set_window_size(int terminal, int rows, int columns) {
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns };
    return ioctl(terminal, TIOCSWINSZ, &size);
}

int cb_open_pty(int *far, char *name) {
    int near = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (near < 0) return -1;
    if (!grantpt(near) && !unlockpt(near) && !ptsname_r(near, name, 64)) {
        *far = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (*far >= 0) return near;
    }
    int error = errno;
    close(near);
    errno = error;
    return -1;
}
